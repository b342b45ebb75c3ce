#!/usr/bin/env bash
# Approves the private endpoint connections that Front Door asked the environment for. Needed once.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

environment=$(output environmentName)
[[ -n $environment ]] || fail 'There is no environment yet: run scripts/deploy.sh first.'
for connection in $(az network private-endpoint-connection list --name "$environment" --resource-group "$group" --type Microsoft.App/managedEnvironments --query "[?properties.privateLinkServiceConnectionState.status=='Pending'].id" --output tsv); do
  az network private-endpoint-connection approve --id "$connection" --description 'Front Door of the portal' --output none
  printf 'approved: %s\n' "$connection"
done
