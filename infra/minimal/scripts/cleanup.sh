#!/usr/bin/env bash
# Deletes the resource group with everything in it, and the registration. What is gone is gone.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

read -rp "Type the name of the resource group to delete it: " answer
[[ $answer == "$group" ]] || fail 'Nothing was deleted.'
name=$(setting APP_DISPLAY_NAME)
app=$(az ad app list --filter "displayName eq '${name//\'/\'\'}'" --query "[0].appId" --output tsv)

az group delete --name "$group" --yes --no-wait
if [[ -n $app ]]; then
  az ad app delete --id "$app"
fi
