#!/usr/bin/env bash
# Deletes the resource group with everything in it, and the registration. What is gone is gone.
# when: key-vault
# The name of the vault stays taken until its retention is over: it cannot be purged.
# end
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

read -rp "Type the name of the resource group to delete it: " answer
[[ $answer == "$group" ]] || fail 'Nothing was deleted.'
# when: graph-registration
app=$(output applicationId)
# end
# when: find-registration
name=$(setting APP_DISPLAY_NAME)
app=$(az ad app list --filter "displayName eq '${name//\'/\'\'}'" --query "[0].appId" --output tsv)
# end

# when: locks
for lock in $(az lock list --resource-group "$group" --query "[].id" --output tsv); do
  az lock delete --ids "$lock"
done
# end
az group delete --name "$group" --yes --no-wait
# unless: known-registration
if [[ -n $app ]]; then
  az ad app delete --id "$app"
fi
# end
