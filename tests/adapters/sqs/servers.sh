# Starts SQS servers on free loopback ports. To be sourced: needs `root` (of the repository) and
# `work` (a folder for this run); what it starts is in `children`, and dies with the shell.

here_sqs=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=$root/build/adapters
children=()

# start_child COMMAND...: ends with this shell, even when that is killed.
start_child() {
  setpriv --pdeathsig KILL "$@" &
  children+=($!)
}

stop_children() {
  local child
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  wait "${children[@]}" 2>/dev/null || true
}

# wait_port FILE: until the port stands in the file.
wait_port() {
  for _ in $(seq 600); do
    if [ -s "$1" ]; then
      cat "$1"
      return
    fi
    sleep 0.1
  done
  echo "no server wrote $1" >&2
  return 1
}

# have_elasticmq: gets the archives once.
have_elasticmq() {
  local jars=$tools/elasticmq/jars
  [ -f "$jars/complete" ] && return
  command -v mvn >/dev/null && command -v java >/dev/null || return 1
  mkdir -p "$jars"
  cp "$here_sqs/pom.xml.in" "$tools/elasticmq/pom.xml"
  (cd "$tools/elasticmq" && mvn -q -B dependency:copy-dependencies "-DoutputDirectory=$jars") &&
    touch "$jars/complete"
}

# start_elasticmq [PORT]
start_elasticmq() {
  start_child java -Xmx256m -XX:TieredStopAtLevel=1 -cp "$tools/elasticmq/jars/*" \
    "$here_sqs/Elasticmq.java" "$work/elasticmq.port" "${1:-0}" >"$work/elasticmq.log" 2>&1
}

# create_queue NAME PORT: these servers believe any signature.
create_queue() {
  local scope=Credential=AKIDEXAMPLE/20260101/us-east-1/sqs/aws4_request
  curl -sSf -o /dev/null "http://127.0.0.1:$2/" -H 'X-Amz-Target: AmazonSQS.CreateQueue' \
    -H 'Content-Type: application/x-amz-json-1.0' \
    -H "Authorization: AWS4-HMAC-SHA256 $scope, SignedHeaders=host, Signature=0" \
    -d "{\"QueueName\": \"$1\"}"
}

have_moto() {
  [ -x "$tools/venv-moto/bin/moto_server" ] && return
  mkdir -p "$tools"
  /usr/bin/python3 -m venv "$tools/venv-moto" &&
    "$tools/venv-moto/bin/pip" install -q 'moto[server]==5.2.5'
}

# moto does not say which port it took: it is given one that was free a moment ago.
start_moto() {
  local port
  port=$(/usr/bin/python3 -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  start_child "$tools/venv-moto/bin/moto_server" -H 127.0.0.1 -p "$port" >"$work/moto.log" 2>&1
  for _ in $(seq 600); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
    sleep 0.1
  done
  echo "$port" >"$work/moto.port"
}

# start_proxy NAME PORT: the fault proxy in front of that server.
start_proxy() {
  start_child /usr/bin/python3 "$here_sqs/fault_proxy.py" "$work/$1.proxy" "127.0.0.1:$2"
}
