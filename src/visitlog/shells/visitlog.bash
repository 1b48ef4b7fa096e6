# Completion of visitlog and vl for bash; made by `visitlog --show-completion bash`.
_visitlog() {
    local line is_first=1
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $is_first ]]; then
            is_first=
            [[ $line == files ]] && { compopt -o default 2>/dev/null; return; }
        else
            COMPREPLY+=("$line")
        fi
    done < <(_VISITLOG_COMPLETE=bash "${1/#\~/$HOME}" "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
}
complete -o nosort -F _visitlog visitlog vl 2>/dev/null || complete -F _visitlog visitlog vl
