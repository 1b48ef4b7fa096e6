#compdef visitlog vl
# Completion of visitlog and vl for zsh; made by `visitlog --show-completion zsh`.
_visitlog() {
    local line program=${~${(Q)words[1]}}
    local -a answer texts shown
    answer=("${(@f)$(_VISITLOG_COMPLETE=zsh $program "${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" 2>/dev/null </dev/null)}")
    [[ $answer[1] == files ]] && { _files; return }
    for line in "${(@)answer[2,-1]}"; do
        texts+=("${line%%$'\t'*}")
        [[ $line == *$'\t' ]] && shown+=("${line%$'\t'}") || shown+=("${line/$'\t'/  -- }")
    done
    (( $#texts )) || return 1
    compadd -U -V visitlog -l -d shown -a texts
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
if [[ $funcstack[1] == _visitlog ]]; then _visitlog "$@"; else compdef _visitlog visitlog vl; fi
