# shellcheck shell=bash disable=SC2034
# What all scripts share: settings, questions to Azure, questions to people, and how they end.
set -euo pipefail

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
script=$(basename "$0")
graph=https://graph.microsoft.com/v1.0
# What the script is doing, for the sentence that it ends with.
step='reading its settings'
said=
hidden=

# Every script ends with a sentence that says what it did or what to do.
finish() {
  local status=$?
  trap - EXIT
  [[ -z $hidden ]] || stty echo
  if [[ $status -ne 0 && -z $said ]]; then
    printf '%s stopped while %s. What was done until then stays; run it again to go on.\n' "$script" "$step" >&2
  fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

fail() {
  said=yes
  printf '%s\n' "$1" >&2
  exit 1
}

done_with() {
  said=yes
  printf '%s\n' "$1"
}

# when: environments
# The environment: the option `--environment NAME` in front of all others, or the variable PORTAL_ENVIRONMENT.
if [[ ${1:-} == --environment ]]; then
  PORTAL_ENVIRONMENT=${2:-}
  shift 2 || fail 'Say which environment: --environment NAME'
fi
known=$(sed -n 's/^PORTAL_ENVIRONMENTS=//p' "$folder/settings.env")
case " $known " in
  *" ${PORTAL_ENVIRONMENT:-?} "*) ;;
  *) fail "Say which environment: $script --environment NAME. The environments are: $known" ;;
esac
export PORTAL_ENVIRONMENT
# end
# A setting: from the environment of the shell, else from the files of settings.
setting() {
  local value=${!1:-}
  # when: environments
  [[ -n $value ]] || value=$(sed -n "s/^$1=//p" "$folder/settings.$PORTAL_ENVIRONMENT.env")
  # end
  [[ -n $value ]] || value=$(sed -n "s/^$1=//p" "$folder/settings.env")
  printf '%s\n' "$value"
}

# Asks a question that only `y` answers with yes. What is left of pasted text answers nothing.
confirm() {
  local answer=
  drain
  printf '%s [y/N] ' "$1" >&2
  IFS= read -r answer || true
  [[ $answer == y || $answer == yes ]]
}

# Takes what waits on the terminal; says in `left` whether there was anything.
drain() {
  left=
  [[ -t 0 ]] || return 0
  local wait=0.2
  ((BASH_VERSINFO[0] > 3)) || wait=1
  while IFS= read -rs -t "$wait" _; do
    left=yes
  done
}

# Reads the value of a secret into `value`, with its blanks: from a file, the terminal or the standard input.
read_secret() {
  local secret=$1 file=${2:-} line=
  value=
  if [[ -n $file ]]; then
    [[ -r $file && -f $file ]] || fail "There is no file $file to read. Nothing was changed."
    IFS= read -r -d '' value <"$file" || true
  elif is_multiline "$secret"; then
    printf 'Value of the secret %s; it ends with Ctrl+D on a line of its own: ' "$secret" >&2
    if [[ -t 0 ]]; then
      hidden=yes
      stty -echo
    fi
    while IFS= read -r line; do
      value+=$line$'\n'
    done
    value+=$line
    if [[ -n $hidden ]]; then
      stty echo
      hidden=
    fi
    printf '\n' >&2
  else
    printf 'Value of the secret %s: ' "$secret" >&2
    IFS= read -rs value || true
    printf '\n' >&2
    drain
    [[ -z $left ]] || fail "More than one line was given for the secret $secret. Nothing was changed. Declare it with multiline = true, or give a file to rotate-secret.sh --from-file."
  fi
  if ! is_multiline "$secret"; then
    value=${value%$'\n'}
    value=${value%$'\r'}
    [[ $value != *$'\n'* ]] || fail "The secret $secret has one line, and more were given. Nothing was changed. Declare it with multiline = true."
  fi
  [[ -n $value ]] || fail "No value was given for the secret $secret. Nothing was changed. Type it in, or set the variable $(variable_of "$secret")."
}

is_multiline() {
  local pair
  for pair in $(setting PORTAL_MULTILINE); do
    [[ $pair != "$1" ]] || return 0
  done
  return 1
}

# The variable that gives the value of a secret to a deployment.
variable_of() {
  local pair
  for pair in $(setting PORTAL_SECRETS); do
    [[ ${pair%%:*} != "$1" ]] || printf '%s\n' "${pair#*:}"
  done
}

# One line of several that has a prefix and 13 more characters, as names have that are unique in Azure.
only() {
  local prefix=$1 names=$2 name
  found=
  for name in $names; do
    if [[ $name == "$prefix"????????????? ]]; then
      [[ -z $found ]] || fail "Both $found and $name could be the portal's. Nothing was changed."
      found=$name
    fi
  done
}

# What is there: the group, the app by its name, registry and vault by theirs. What is absent is empty, and a question
# that fails ends the script: it is not an answer.
look() {
  local there
  step='asking Azure what is there'
  app=
  image=
  client=
  registry=
  # when: key-vault
  vault=
  # end
  there=$(az group exists --name "$group")
  [[ $there == true || $there == false ]] || fail "Azure did not say whether the group $group exists. Nothing was changed."
  exists=
  [[ $there == true ]] || return 0
  exists=yes
  app=$(az containerapp list --resource-group "$group" --query "[?name=='$portal'].name" --output tsv)
  if [[ -n $app ]]; then
    image=$(az containerapp show --name "$portal" --resource-group "$group" --query "properties.template.containers[0].image" --output tsv)
    [[ -n $image ]] || fail "Azure did not say which image $portal runs. Nothing was changed."
    of_app AUTH_MICROSOFT_CLIENT_ID
    client=$found
  fi
  there=$(az resource list --resource-group "$group" --resource-type Microsoft.ContainerRegistry/registries --query "[].name" --output tsv)
  only "$(setting PORTAL_REGISTRY)" "$there"
  registry=$found
  # when: key-vault
  there=$(az resource list --resource-group "$group" --resource-type Microsoft.KeyVault/vaults --query "[].name" --output tsv)
  only "$(setting PORTAL_VAULT)" "$there"
  vault=$found
  # end
}

# The value of an environment variable of the app, as `found`.
of_app() {
  found=$(az containerapp show --name "$portal" --resource-group "$group" --query "properties.template.containers[0].env[?name=='$1'].value | [0]" --output tsv)
}

# The secrets that have a value already, as `stored`: in the vault, or in the app.
stored_secrets() {
  step='asking which secrets are there'
  stored=
  # when: key-vault
  [[ -n $vault ]] || return 0
  stored=$(az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?properties.attributes.enabled].name" --output tsv)
  # end
  # unless: key-vault
  [[ -n $app ]] || return 0
  stored=$(az containerapp secret list --name "$portal" --resource-group "$group" --query "[].name" --output tsv)
  # end
}

# Whether a list of lines has this line.
has() {
  [[ $'\n'$1$'\n' == *$'\n'"$2"$'\n'* ]]
}

# A registration that this portal and environment made has this name in Microsoft Entra: its id as `app_id`.
find_registration() {
  step='looking for the registration'
  app_id=$(az ad app list --filter "uniqueName eq '$unique'" --query "[0].appId" --output tsv)
}

# When what is made now expires, in seconds since 1970.
expiry() {
  printf '%s\n' "$(($(date +%s) + $(setting PORTAL_SECRET_DAYS) * 86400))"
}

# Seconds since 1970 as a date.
instant() {
  date -u -d "@$1" +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -r "$1" +%Y-%m-%dT%H:%M:%SZ
}

# Makes the resource group, in the region that the settings say.
make_group() {
  local location
  location=$(setting PORTAL_LOCATION)
  [[ -n $location ]] || fail "Say in which region: PORTAL_LOCATION=westeurope scripts/$script. Nothing was changed."
  step="making the resource group $group"
  az group create --name "$group" --location "$location" --output none
  exists=yes
}

# Brings back what was deleted in the group and keeps its name; `returned` says whether the vault did.
bring_back() {
  local rows name place id
  returned=
  # when: key-vault
  if [[ -z $vault ]]; then
    step='looking for a deleted vault'
    rows=$(az keyvault list-deleted --resource-type vault --query "[].[name, properties.vaultId]" --output tsv)
    while IFS=$'\t' read -r name id; do
      id=$(tr '[:upper:]' '[:lower:]' <<<"$id")
      if [[ $name == "$(setting PORTAL_VAULT)"????????????? && $id == *"/resourcegroups/$(tr '[:upper:]' '[:lower:]' <<<"$group")/"* ]]; then
        [[ -n $exists ]] || make_group </dev/null
        step="recovering the vault $name"
        printf 'The vault %s was deleted and comes back with its secrets.\n' "$name"
        az keyvault recover --name "$name" --resource-group "$group" --output none </dev/null
        vault=$name
        returned=yes
      fi
    done <<<"$rows"
  fi
  # end
  # when: assistant
  step='looking for a deleted account'
  rows=$(az cognitiveservices account list-deleted --query "[].[name, location, id]" --output tsv)
  while IFS=$'\t' read -r name place id; do
    id=$(tr '[:upper:]' '[:lower:]' <<<"$id")
    if [[ $name == "$(setting PORTAL_ASSISTANT)"????????????? && $id == *"/resourcegroups/$(tr '[:upper:]' '[:lower:]' <<<"$group")/"* ]]; then
      [[ -n $exists ]] || make_group </dev/null
      step="recovering the account $name"
      printf 'The account %s was deleted and comes back.\n' "$name"
      az cognitiveservices account recover --name "$name" --resource-group "$group" --location "$place" --output none </dev/null
    fi
  done <<<"$rows"
  # end
}

# Makes a client secret of a registration, as `value`, which expires when its entry in the vault does.
new_client_secret() {
  local name end
  step='making a client secret'
  name="$unique $(date -u +%Y-%m-%dT%H:%M:%SZ)"
  expires=$(expiry)
  end=$(instant "$expires")
  value=$(az ad app credential reset --id "$1" --append --display-name "$name" --end-date "$end" --query password --output tsv)
  [[ -n $value ]] || fail 'Microsoft Entra gave no client secret. Run the script again.'
}

# Deletes client secrets with the label of this portal and environment, but for the last two.
forget_client_secrets() {
  local rows count=0 key
  step='deleting client secrets that are no longer used'
  rows=$(az ad app credential list --id "$1" --query "[?starts_with(displayName || '', '$unique ')].[displayName, keyId]" --output tsv)
  rows=$(sort -r <<<"$rows")
  while IFS=$'\t' read -r _ key; do
    count=$((count + 1))
    if [[ $count -gt 2 && -n $key ]]; then
      az ad app credential delete --id "$1" --key-id "$key" </dev/null
    fi
  done <<<"$rows"
}

# Makes the portal read its secrets again: replicas that restart keep the ones that they know.
new_revision() {
  step='making a new revision'
  revision=$(az containerapp update --name "$portal" --resource-group "$group" --set-env-vars "SECRETS_READ_AT=$(date -u +%Y%m%d%H%M%S)" --query properties.latestRevisionName --output tsv)
  wait_for_revision
}

# Waits until `revision` answers. Until then the revision before it takes the requests.
wait_for_revision() {
  local health=
  step="waiting for the revision $revision"
  for _ in {1..60}; do
    health=$(az containerapp revision show --name "$portal" --resource-group "$group" --revision "$revision" --query "[properties.runningState, properties.healthState]" --output tsv)
    health=${health//[$'\n\t']/ }
    case $health in
      Running*Healthy* | ScaledToZero*) return 0 ;;
      Failed* | Degraded* | ActivationFailed*) fail "The revision $revision does not start ($health); the one before it goes on. Look at: az containerapp logs show --name $portal --resource-group $group --revision $revision" ;;
    esac
    sleep 10
  done
  fail "The revision $revision is not healthy after ten minutes ($health); the one before it goes on. Look at: az containerapp logs show --name $portal --resource-group $group --revision $revision"
}
# when: key-vault

# Says in `foreign` whether the client secret of the vault is none of a registration, as after a cleanup: then it was
# written before any of those that the registration has was made.
compare_client_secret() {
  local written starts start
  step='comparing the client secret of the vault with those of the registration'
  written=$(az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?name=='auth-microsoft-client-secret'].properties.attributes.updated | [0]" --output tsv)
  starts=$(az ad app credential list --id "$1" --query "[].startDateTime" --output tsv)
  written=$(instant "${written:-0}")
  foreign=yes
  for start in $starts; do
    [[ ${start:0:19} > ${written:0:19} ]] || foreign=
  done
}

# Writes a value into the vault, through Azure Resource Manager: that works from outside the network of the vault too.
write_secret() {
  step="writing the secret $1 into the vault"
  PORTAL_VAULT_NAME=$vault PORTAL_VAULT_ENTRY=$1 PORTAL_VAULT_VALUE=$2 PORTAL_VAULT_EXPIRY=${3:-$(expiry)} az deployment group create --resource-group "$group" --name "secret-$1" --parameters "$folder/../infra/secret.bicepparam" --output none
}
# end

step='asking who is signed in'
row=$(az account show --query "[id, tenantId]" --output tsv)
read -r subscription tenant <<<"${row//$'\n'/ }"
wanted=$(setting PORTAL_SUBSCRIPTION)
[[ -z $wanted || $wanted == "$subscription" ]] || fail "The portal is in the subscription $wanted, and az uses $subscription. Run: az account set --subscription $wanted"
group=$(setting PORTAL_RESOURCE_GROUP)
deployment=$(setting PORTAL_DEPLOYMENT)
portal=$(setting PORTAL_APP)
# What tells this portal and environment from all others in the directory.
unique=$(printf '%s-%s-%s' "$(setting PORTAL_LABEL)" "$subscription" "$group" | tr '[:upper:]' '[:lower:]' | tr -c '[:lower:][:digit:]-' - | cut -c 1-120)
