#!/usr/bin/env bash
# Deploys infra/main.bicep: shows first what would change, and asks.
#   scripts/deploy.sh [--what-if | --yes] [IMAGE]
# Without IMAGE the portal keeps the one that it runs; the first deployment runs a public placeholder.
# Needs the rights of an owner of the resource group: the template assigns roles.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mode=ask
image=
for argument in "$@"; do
  case $argument in
    --what-if | --yes) mode=${argument#--} ;;
    *) image=$argument ;;
  esac
done

if [[ $(az group exists --name "$group") == false ]]; then
  location=$(setting LOCATION)
  [[ -n $location ]] || fail 'Say where: LOCATION=westeurope scripts/deploy.sh'
  az group create --name "$group" --location "$location" --output none
fi
portal=$(output portalName)
vault=$(output vaultName)

# Makes a secure parameter known to infra/main.bicepparam: as given, else as the portal has it, else as typed in.
provide() {
  local variable=$1 secret=$2 value=${!1:-}
  if [[ -z $value && -n $portal ]]; then
    # The template writes a secret only while the vault has none.
    if az resource show --resource-group "$group" --namespace Microsoft.KeyVault --parent "vaults/$vault" --resource-type secrets --name "$secret" --output none 2>/dev/null; then
      value=kept-in-the-vault
    fi
    if [[ -z $value ]]; then
      value=$(az containerapp secret show --name "$portal" --resource-group "$group" --secret-name "$secret" --query value --output tsv 2>/dev/null || true)
    fi
  fi
  if [[ -z $value ]]; then
    read -rsp "Value of the secret $secret: " value
    printf '\n'
  fi
  export "$variable=$value"
}

if [[ -z ${MICROSOFT_CLIENT_ID:-} ]]; then
  name=$(setting APP_DISPLAY_NAME)
  MICROSOFT_CLIENT_ID=$(az ad app list --filter "displayName eq '${name//\'/\'\'}'" --query "[0].appId" --output tsv)
  [[ -n $MICROSOFT_CLIENT_ID ]] || fail 'There is no registration yet: run scripts/register-app.sh first.'
fi
export MICROSOFT_CLIENT_ID
if [[ -z ${MICROSOFT_CLIENT_SECRET:-} && -z $portal && $mode != what-if ]]; then
  MICROSOFT_CLIENT_SECRET=$(az ad app credential reset --id "$MICROSOFT_CLIENT_ID" --append --display-name first --query password --output tsv)
fi
if [[ $mode == what-if ]]; then
  MICROSOFT_CLIENT_SECRET=${MICROSOFT_CLIENT_SECRET:-not-needed}
fi
provide MICROSOFT_CLIENT_SECRET auth-microsoft-client-secret
for pair in $(setting SECRETS); do
  provide "${pair#*:}" "${pair%%:*}"
done

if [[ -z $image && -n $portal ]]; then
  image=$(az containerapp show --name "$portal" --resource-group "$group" --query "properties.template.containers[0].image" --output tsv)
  if [[ $image == "$(setting PLACEHOLDER_IMAGE)" ]]; then
    image=
  fi
fi
export SERVICE_PORTAL_IMAGE_NAME=$image

parameters=$folder/../infra/main.bicepparam
if [[ $mode == what-if ]]; then
  # Whoever only looks needs no right to write.
  az deployment group what-if --resource-group "$group" --name "$deployment" --parameters "$parameters" --validation-level ProviderNoRbac
  exit 0
fi
az deployment group what-if --resource-group "$group" --name "$deployment" --parameters "$parameters"
if [[ $mode == ask ]] && ! confirm "Deploy this into $group?"; then
  exit 1
fi
az deployment group create --resource-group "$group" --name "$deployment" --parameters "$parameters" --output none

if [[ -z $portal ]]; then
  "$folder/register-app.sh"
  printf 'Next: scripts/build-and-push.sh, then scripts/deploy.sh with the image that it prints.\n'
fi
printf 'The portal: %s\n' "$(output url)"
