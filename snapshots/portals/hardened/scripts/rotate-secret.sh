#!/usr/bin/env bash
# Replaces a secret of the portal, and waits for a revision that has read it.
#   scripts/rotate-secret.sh [--from-file FILE] [NAME]
#   scripts/rotate-secret.sh --list [--within DAYS]
# Without NAME the client secret of the registration is made anew. The value of any other secret is typed in, is in its
# variable (PORTAL_SECRET_..), or is read from a file. A value is never an argument of a command and never written to a file.
# With --within the script fails if a secret that the portal uses expires in this number of days.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

secret=
file=
list=
within=
while [[ $# -gt 0 ]]; do
  case $1 in
    --list) list=yes ;;
    --within)
      [[ ${2-} =~ ^[0-9]{1,4}$ ]] || fail 'Say in how many days: --list --within 30. Nothing was changed.'
      within=$2
      shift
      ;;
    --from-file)
      [[ $# -gt 1 ]] || fail 'Say which file: --from-file FILE. Nothing was changed.'
      file=$2
      shift
      ;;
    -*) fail "There is no option $1. Nothing was changed." ;;
    *)
      [[ -z $secret ]] || fail "Two names were given: $secret and $1. Nothing was changed."
      secret=$1
      ;;
  esac
  shift
done
[[ -z $within || -n $list ]] || fail '--within goes with --list. Nothing was changed.'
secret=${secret:-auth-microsoft-client-secret}

# How many letters differ, as `apart`.
distance() {
  local a=$1 b=$2 i j cost best row=() next=()
  for ((j = 0; j <= ${#b}; j++)); do row[j]=$j; done
  for ((i = 1; i <= ${#a}; i++)); do
    next=("$i")
    for ((j = 1; j <= ${#b}; j++)); do
      cost=1
      [[ ${a:i-1:1} != "${b:j-1:1}" ]] || cost=0
      best=$((row[j - 1] + cost))
      ((row[j] + 1 >= best)) || best=$((row[j] + 1))
      ((next[j - 1] + 1 >= best)) || best=$((next[j - 1] + 1))
      next[j]=$best
    done
    row=("${next[@]}")
  done
  apart=${row[${#b}]}
}

names=
near=
least=4
for pair in $(setting PORTAL_SECRETS); do
  name=${pair%%:*}
  names+=" $name"
  distance "$secret" "$name"
  if ((apart < least)); then
    least=$apart
    near=$name
  fi
done
if [[ $least -ne 0 ]]; then
  fail "The portal has no secret $secret.${near:+ Did you mean $near?} Its secrets are:$names. Nothing was changed."
fi

look
[[ -n $app ]] || fail 'There is no portal yet. Nothing was changed; run scripts/deploy.sh first.'

if [[ -n $list ]]; then
  step='asking when the secrets expire'
  printf 'Secrets of the vault %s:\n' "$vault"
  rows=$(az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?properties.attributes.enabled].[name, properties.attributes.exp]" --output tsv)
  while IFS=$'\t' read -r name end; do
    [[ ! $end =~ ^[0-9]+$ ]] || end=$(instant "$end")
    [[ -z $name ]] || printf '%s\t%s\n' "$name" "${end/None/does not expire}"
  done <<<"$rows"
  step='asking when the client secrets expire'
  printf 'Client secrets of the registration %s:\n' "$client"
  az ad app credential list --id "$client" --query "[].[displayName, endDateTime]" --output tsv
  if [[ -n $within ]]; then
    soon=
    end=$(($(date +%s) + within * 86400))
    step='asking which secrets expire soon'
    soon=$(az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?properties.attributes.enabled && properties.attributes.exp < \`$end\`].name" --output tsv)
    # The portal uses the newest one.
    step='asking when the newest client secret expires'
    newest=$(az ad app credential list --id "$client" --query "sort_by([?starts_with(displayName || '', '$unique ')], &endDateTime)[-1].endDateTime" --output tsv)
    end=$(instant "$end")
    if [[ -z $newest || $newest < $end ]]; then
      has "$soon" auth-microsoft-client-secret || soon+=" auth-microsoft-client-secret"
    fi
    [[ -z $soon ]] || fail "Expires within $within days: $(tr '\n' ' ' <<<"$soon" | xargs). Nothing was changed; run scripts/rotate-secret.sh NAME."
  fi
  done_with 'Nothing was changed. To replace one: scripts/rotate-secret.sh NAME'
  exit 0
fi

[[ -n $vault ]] || fail 'There is no vault. Nothing was changed; run scripts/deploy.sh first.'
if [[ $secret == auth-microsoft-client-secret ]]; then
  [[ -z $file ]] || fail 'The client secret is made by Microsoft Entra, not read from a file. Nothing was changed.'
  new_client_secret "$client"
  write_secret "$secret" "$value" "$expires"
else
  variable=$(variable_of "$secret")
  value=${!variable:-}
  if [[ -z $value || -n $file ]]; then
    step="reading the value of the secret $secret"
    read_secret "$secret" "$file"
  fi
  write_secret "$secret" "$value"
fi
new_revision
if [[ $secret == auth-microsoft-client-secret ]]; then
  forget_client_secrets "$client"
fi
done_with "Rotated: the revision $revision has read the new value of $secret."
