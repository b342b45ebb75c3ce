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
  # when: key-vault
  step='asking when the secrets expire'
  printf 'Secrets of the vault %s:\n' "$vault"
  rows=$(az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?properties.attributes.enabled].[name, properties.attributes.exp]" --output tsv)
  while IFS=$'\t' read -r name end; do
    [[ ! $end =~ ^[0-9]+$ ]] || end=$(instant "$end")
    [[ -z $name ]] || printf '%s\t%s\n' "$name" "${end/None/does not expire}"
  done <<<"$rows"
  # end
  step='asking when the client secrets expire'
  printf 'Client secrets of the registration %s:\n' "$client"
  az ad app credential list --id "$client" --query "[].[displayName, endDateTime]" --output tsv
  if [[ -n $within ]]; then
    soon=
    end=$(($(date +%s) + within * 86400))
    # when: key-vault
    step='asking which secrets expire soon'
    soon=$(az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?properties.attributes.enabled && properties.attributes.exp < \`$end\`].name" --output tsv)
    # end
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

# when: key-vault
[[ -n $vault ]] || fail 'There is no vault. Nothing was changed; run scripts/deploy.sh first.'
# end
if [[ $secret == auth-microsoft-client-secret ]]; then
  [[ -z $file ]] || fail 'The client secret is made by Microsoft Entra, not read from a file. Nothing was changed.'
  # when: key-vault
  new_client_secret "$client"
  write_secret "$secret" "$value" "$expires"
  # end
  # unless: key-vault
  # Without a vault the secret is a parameter of the deployment, which makes it once it may.
  step='deploying the new client secret'
  "$folder/deploy.sh" --new-client-secret
  done_with "Rotated: the portal uses a new client secret."
  exit 0
  # end
else
  variable=$(variable_of "$secret")
  value=${!variable:-}
  # when: database-password
  # when: key-vault
  if [[ $secret == postgres-password ]]; then
    # The value is kept as postgres-password-next until server, vault and portal have it.
    stored_secrets
    if has "$stored" postgres-password-next && [[ -z $value && -z $file ]]; then
      printf 'A rotation that was not finished goes on.\n'
      step='reading postgres-password-next from the vault'
      # Only who may read secrets, from where the vault lets them, can go on without the value.
      value=$(az keyvault secret show --vault-name "$vault" --name postgres-password-next --query value --output tsv) || value=
      [[ -n $value ]] || fail "The vault did not give postgres-password-next. Nothing was changed; give the value, or a new one: set $variable and run scripts/rotate-secret.sh postgres-password."
    else
      step="reading the value of the secret $secret"
      [[ -n $value && -z $file ]] || read_secret "$secret" "$file"
      write_secret postgres-password-next "$value"
    fi
    # The deployment changes the server, then writes the secret.
    step='changing the password of the server'
    export "$variable=$value"
    "$folder/deploy.sh" --yes
    new_revision
    step='disabling postgres-password-next'
    az rest --method PATCH --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets/postgres-password-next?api-version=2023-07-01" --body '{"properties":{"attributes":{"enabled":false}}}' --output none
    done_with "Rotated: $secret. Server, vault and portal have the new value."
    exit 0
  fi
  # end
  # end
  if [[ -z $value || -n $file ]]; then
    step="reading the value of the secret $secret"
    read_secret "$secret" "$file"
  fi
  # when: key-vault
  write_secret "$secret" "$value"
  # end
  # unless: key-vault
  export "$variable=$value"
  step="deploying the secret $secret"
  "$folder/deploy.sh"
  # end
fi
new_revision
# when: key-vault
if [[ $secret == auth-microsoft-client-secret ]]; then
  forget_client_secrets "$client"
fi
# end
done_with "Rotated: the revision $revision has read the new value of $secret."
