import java.nio.file.Files;
import java.nio.file.Path;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * ElasticMQ on the loopback interface, on the port that is given or a free one; writes the port
 * into the file that is given. Arguments: FILE [PORT].
 */
public class Elasticmq {
  public static void main(String[] arguments) throws Exception {
    int wanted = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
    var server = SQSRestServerBuilder.withPort(wanted).withInterface("127.0.0.1").start();
    var port = server.waitUntilStarted().localAddress().getPort();
    Files.writeString(Path.of(arguments[0]), port + "\n");
    Thread.currentThread().join();
  }
}
