// TLS by OpenSSL over a socket that does not block and raises no SIGPIPE.
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <string>

#include "socket.hpp"

namespace redis {
namespace {

std::string openssl_says(const char* what) {
  const unsigned long code = ERR_get_error();
  const char* reason = ERR_reason_error_string(code);
  ERR_clear_error();
  return std::string(what) + ": " + (reason != nullptr ? reason : "no reason given");
}

int fd_of(BIO* bio) {
  return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio)));
}

int moved(BIO* bio, ssize_t count, int retry) {
  BIO_clear_retry_flags(bio);
  const bool later = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
  if (later) BIO_set_flags(bio, retry | BIO_FLAGS_SHOULD_RETRY);
  return static_cast<int>(count);
}

int bio_write(BIO* bio, const char* bytes, int length) {
  const auto size = static_cast<std::size_t>(length);
  return moved(bio, send(fd_of(bio), bytes, size, MSG_NOSIGNAL), BIO_FLAGS_WRITE);
}

int bio_read(BIO* bio, char* into, int length) {
  const auto size = static_cast<std::size_t>(length);
  return moved(bio, recv(fd_of(bio), into, size, 0), BIO_FLAGS_READ);
}

long bio_control(BIO*, int command, long, void*) {
  return command == BIO_CTRL_FLUSH ? 1 : 0;
}

/// OpenSSL's own BIO of a socket calls write(), which raises SIGPIPE when the server has gone.
const BIO_METHOD* quiet_socket() {
  static BIO_METHOD* const method = [] {
    BIO_METHOD* made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "quiet socket");
    BIO_meth_set_write(made, bio_write);
    BIO_meth_set_read(made, bio_read);
    BIO_meth_set_ctrl(made, bio_control);
    return made;
  }();
  return method;
}

Outcome<SslContext> make_context(const TlsSettings& settings) {
  SslContext context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX* const at = context.get();
  SSL_CTX_set_min_proto_version(at, TLS1_2_VERSION);
  SSL_CTX_set_verify(at, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set_mode(at, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  const char* ca = settings.ca_file.c_str();
  const bool trusts = settings.ca_file.empty()
                          ? SSL_CTX_set_default_verify_paths(at) == 1
                          : SSL_CTX_load_verify_locations(at, ca, nullptr) == 1;
  if (!trusts) return failed(Trouble::denied, openssl_says("the authorities cannot be read"));
  if (settings.cert_file.empty()) return context;
  if (SSL_CTX_use_certificate_chain_file(at, settings.cert_file.c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(at, settings.key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    return failed(Trouble::denied, openssl_says("the client's certificate or key cannot be read"));
  }
  return context;
}

/// The name that the certificate must have; an address is looked up among its addresses.
bool expect_name(SSL* ssl, const std::string& name) {
  X509_VERIFY_PARAM* const rules = SSL_get0_param(ssl);
  if (X509_VERIFY_PARAM_set1_ip_asc(rules, name.c_str()) == 1) return true;
  void* const shown = const_cast<char*>(name.c_str());  // what SSL_set_tlsext_host_name calls
  return SSL_set1_host(ssl, name.c_str()) == 1 &&
         SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, shown) == 1;
}

Failure why_not(SSL* ssl) {
  const long verdict = SSL_get_verify_result(ssl);
  if (verdict != X509_V_OK) {
    ERR_clear_error();
    return {Trouble::denied, std::string("TLS: ") + X509_verify_cert_error_string(verdict)};
  }
  const bool says_why = ERR_peek_error() != 0;
  return {says_why ? Trouble::denied : Trouble::unreachable, openssl_says("TLS")};
}

}  // namespace

Outcome<Ssl> shake_hands(const Socket& socket, const TlsSettings& settings, std::string_view host,
                         Deadline deadline) {
  ERR_clear_error();
  auto context = make_context(settings);
  if (!context) return tl::unexpected(context.error());
  Ssl ssl(SSL_new(context->get()));
  BIO* const bio = BIO_new(quiet_socket());
  BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(socket.fd())));
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl.get(), bio, bio);
  if (!expect_name(ssl.get(), settings.host.empty() ? std::string(host) : settings.host)) {
    return failed(Trouble::misuse, "the host cannot be a certificate's name");
  }
  while (true) {
    const int done = SSL_connect(ssl.get());
    if (done == 1) return ssl;
    const int wants = SSL_get_error(ssl.get(), done);
    if (wants != SSL_ERROR_WANT_READ && wants != SSL_ERROR_WANT_WRITE) {
      return tl::unexpected(why_not(ssl.get()));
    }
    if (socket.wait(wants == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, deadline) == 0) {
      return failed(Trouble::unreachable, "TLS: no answer in time");
    }
  }
}

}  // namespace redis
