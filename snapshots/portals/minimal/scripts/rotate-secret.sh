#!/usr/bin/env bash
# Replaces a secret of the portal, and starts the portal anew with it.
#   scripts/rotate-secret.sh [NAME]
# Without NAME the client secret of the registration is made anew. The value of any other secret is typed in.
# A value is never an argument of a command and never in a file.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

secret=${1:-auth-microsoft-client-secret}
portal=$(output portalName)
[[ -n $portal ]] || fail 'There is no portal yet: run scripts/deploy.sh first.'

if [[ $secret == auth-microsoft-client-secret ]]; then
  name=$(setting APP_DISPLAY_NAME)
  app=$(az ad app list --filter "displayName eq '${name//\'/\'\'}'" --query "[0].appId" --output tsv)
  label=rotated-$(date -u +%Y%m%d%H%M%S)
  value=$(az ad app credential reset --id "$app" --append --display-name "$label" --query password --output tsv)
else
  read -rsp "Value of the secret $secret: " value
  printf '\n'
fi

# Without a vault the secret is a parameter of the deployment.
variable=MICROSOFT_CLIENT_SECRET
for pair in $(setting SECRETS); do
  if [[ ${pair%%:*} == "$secret" ]]; then
    variable=${pair#*:}
  fi
done
export "$variable=$value"
"$folder/deploy.sh"
for revision in $(az containerapp revision list --name "$portal" --resource-group "$group" --query "[?properties.active].name" --output tsv); do
  az containerapp revision restart --name "$portal" --resource-group "$group" --revision "$revision" --output none
done

if [[ $secret == auth-microsoft-client-secret ]]; then
  older=$(az ad app credential list --id "$app" --query "[?displayName!='$label'].keyId" --output tsv)
  if [[ -n $older ]] && confirm 'Sign in to the portal. Does it work, and may the older secrets go?'; then
    for key in $older; do
      az ad app credential delete --id "$app" --key-id "$key"
    done
  fi
fi
