#!/usr/bin/env bash
# Deletes the resource group with everything in it, and the registration. What is gone is gone.
# The name of the vault stays taken until its retention is over: it cannot be purged.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

read -rp "Type the name of the resource group to delete it: " answer
[[ $answer == "$group" ]] || fail 'Nothing was deleted.'
app=$(output applicationId)

for lock in $(az lock list --resource-group "$group" --query "[].id" --output tsv); do
  az lock delete --ids "$lock"
done
az group delete --name "$group" --yes --no-wait
if [[ -n $app ]]; then
  az ad app delete --id "$app"
fi
