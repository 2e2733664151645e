# Completion of waybill for fish.
function __waybill_complete
    set -l words (commandline -opc)
    set -l program $words[1]
    set -e words[1]
    set -l current (commandline -ct)
    $program complete -- $words "$current" 2>/dev/null
end
complete -c waybill -a '(__waybill_complete)'
