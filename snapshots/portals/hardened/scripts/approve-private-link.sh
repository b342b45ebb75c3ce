#!/usr/bin/env bash
# Waits for the private endpoint connection that Front Door asks the environment for, and approves it. Needed once.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

look
[[ -n $app ]] || fail 'There is no portal yet. Nothing was approved; run scripts/deploy.sh first.'
managed=$(setting PORTAL_CONTAINER_ENVIRONMENT)
# What Front Door asks with; whatever else asks is for people to look at.
question="Front Door of $(setting PORTAL_LABEL)"
for _ in {1..30}; do
  step='asking for the private endpoint connections'
  pending=$(az network private-endpoint-connection list --name "$managed" --resource-group "$group" --type Microsoft.App/managedEnvironments --query "[?properties.privateLinkServiceConnectionState.description=='$question' && properties.privateLinkServiceConnectionState.status=='Pending'].id" --output tsv)
  for connection in $pending; do
    step='approving a private endpoint connection'
    az network private-endpoint-connection approve --id "$connection" --description "$question" --output none
  done
  approved=$(az network private-endpoint-connection list --name "$managed" --resource-group "$group" --type Microsoft.App/managedEnvironments --query "[?properties.privateLinkServiceConnectionState.description=='$question' && properties.privateLinkServiceConnectionState.status=='Approved'].id" --output tsv)
  if [[ -n $approved ]]; then
    done_with 'Approved: Front Door reaches the portal within some minutes.'
    exit 0
  fi
  sleep 10
done
fail 'Front Door has not asked for a connection within five minutes. Run scripts/approve-private-link.sh again later.'
