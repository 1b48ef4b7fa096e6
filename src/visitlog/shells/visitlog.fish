# Completion of visitlog and vl for fish; made by `visitlog --show-completion fish`.
function __visitlog_answer
    set -l program (string replace -r '^~' $HOME -- (commandline -opc)[1])
    set -l answer (_VISITLOG_COMPLETE=fish $program (commandline -cp | string collect) 2>/dev/null </dev/null)
    if test "$answer[1]" = files
        __fish_complete_path (commandline -ct)
    else if set -q answer[2]
        printf '%s\n' $answer[2..-1]
    end
end
complete -c visitlog -e
complete -c vl -e
complete -c visitlog -k -f -a '(__visitlog_answer)'
complete -c vl -k -f -a '(__visitlog_answer)'
