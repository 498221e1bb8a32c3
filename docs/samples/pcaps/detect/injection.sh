# injections COUNT: curl sends COUNT requests over one connection, each with another string that attackers try.
injections() {
  local urls=() number
  for number in $(seq "$1"); do
    urls+=("http://$server_ip/form?id=$number%27%20UNION%20SELECT%20name,password%20FROM%20users--")
  done
  client curl -sS "${urls[@]}"
}
