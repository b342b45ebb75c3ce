#!/usr/bin/env bash
# What the Azure Developer CLI runs around its own steps; azure.yaml says when.
#   scripts/azd.sh prepare     brings back what was deleted before and keeps its name
#   scripts/azd.sh register    registers the portal, and writes into the vault what is not there yet
#   scripts/azd.sh complete    adds what only the deployment of the app knows, and waits until it is healthy
# Group, subscription and region are those of the environment of azd.
PORTAL_RESOURCE_GROUP=${AZURE_RESOURCE_GROUP:-${PORTAL_RESOURCE_GROUP:-}}
PORTAL_SUBSCRIPTION=${AZURE_SUBSCRIPTION_ID:-${PORTAL_SUBSCRIPTION:-}}
PORTAL_LOCATION=${AZURE_LOCATION:-${PORTAL_LOCATION:-}}
export PORTAL_RESOURCE_GROUP PORTAL_SUBSCRIPTION PORTAL_LOCATION
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

case ${1:-} in
  prepare)
    look
    step='asking for the database server'
    servers=
    if [[ -n $exists ]]; then
      servers=$(az resource list --resource-group "$group" --resource-type Microsoft.DBforPostgreSQL/flexibleServers --query "[].name" --output tsv)
    fi
    only "$(setting PORTAL_DATABASE)" "$servers"
    if [[ -z $found && -z ${PORTAL_SECRET_POSTGRES_PASSWORD:-} ]]; then
      fail 'The database server is made with a password. Nothing was changed; set PORTAL_SECRET_POSTGRES_PASSWORD.'
    fi
    bring_back
    done_with 'Ready for azd provision.'
    ;;
  register)
    step='registering the portal'
    "$folder/register-app.sh"
    look
    [[ -n $vault ]] || fail "There is no vault in $group yet. Run azd provision."
    find_registration
    [[ -n $app_id ]] || fail 'The registration is not found yet. Run azd provision again in a minute.'
    stored_secrets
    for pair in $(setting PORTAL_SECRETS); do
      secret=${pair%%:*}
      variable=${pair#*:}
      if [[ $secret == auth-microsoft-client-secret ]]; then
        foreign=yes
        if has "$stored" "$secret"; then
          foreign=
          compare_client_secret "$app_id"
        fi
        if [[ -n $foreign ]]; then
          new_client_secret "$app_id"
          write_secret "$secret" "$value" "$expires"
          forget_client_secrets "$app_id"
        fi
      elif ! has "$stored" "$secret"; then
        step="reading the value of the secret $secret"
        value=${!variable:-}
        [[ -n $value ]] || read_secret "$secret"
        write_secret "$secret" "$value"
      fi
    done
    step='telling azd who signs in'
    azd env set PORTAL_MICROSOFT_CLIENT_ID "$app_id"
    done_with "Registered: azd deploy runs the portal with $app_id."
    ;;
  complete)
    step='adding what only a deployment knows'
    "$folder/register-app.sh"
    look
    [[ -n $app ]] || fail "There is no portal in $group yet. Run azd deploy."
    step='asking for the revision'
    revision=$(az containerapp show --name "$portal" --resource-group "$group" --query properties.latestRevisionName --output tsv)
    wait_for_revision
    step='asking for the address of the portal'
    of_app APP_BASE_URL
    done_with "Deployed: $found runs $image."
    ;;
  *) fail 'Say which step: scripts/azd.sh prepare, register or complete. Nothing was changed.' ;;
esac
