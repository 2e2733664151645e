#compdef waybill
# Completion of waybill for zsh.
_waybill() {
    local line
    local -a candidates
    "${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null | while IFS= read -r line; do
        candidates+=("${line/$'\t'/:}")
    done
    if (( ${#candidates} )); then
        _describe waybill candidates
    else
        _files
    fi
}
if [[ "${funcstack[1]}" == _waybill ]]; then
    _waybill "$@"
else
    compdef _waybill waybill
fi
