#!/usr/bin/env bash
# Registers the portal in Microsoft Entra. Can be run again at any time: it adds what is missing.
#   scripts/register-app.sh [--adopt CLIENT_ID]
# Before the first deployment it makes the registration; after it, it adds what only the deployment knows.
# A registration belongs to this portal and environment by its unique name. An older one without such a name is taken over
# by its id, once.
# The registration is described by infra/registration.bicep. Who runs this needs the right to write applications.
# For the users and groups of the directory it also needs the right to grant application roles.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

adopt=
case ${1:-} in
  '') ;;
  --adopt)
    adopt=${2:-}
    [[ -n $adopt && $# -eq 2 ]] || fail 'Say which registration: --adopt CLIENT_ID. Nothing was changed.'
    ;;
  *) fail "There is no option $1. Nothing was changed." ;;
esac

look
find_registration
if [[ -n $adopt && $adopt != "$app_id" ]]; then
  [[ -z $app_id ]] || fail "This portal has the registration $app_id already. Nothing was changed."
  step="taking over the registration $adopt"
  az rest --method PATCH --url "$graph/applications(appId='$adopt')" --body "{\"uniqueName\":\"$unique\"}" --output none
  app_id=$adopt
fi
if [[ -z $app_id && -n $client ]]; then
  fail "The portal uses the registration $client, which was not made by this script. Nothing was changed; if it is only this portal's, run scripts/register-app.sh --adopt $client."
fi
if [[ -z $app_id ]]; then
  step='looking for a deleted registration'
  deleted=$(az rest --method GET --url "$graph/directory/deletedItems/microsoft.graph.application?%24select=id,uniqueName&%24top=999" --query "value[?uniqueName=='$unique'].id" --output tsv)
  for id in $deleted; do
    step='bringing back the deleted registration'
    az rest --method POST --url "$graph/directory/deletedItems/$id/restore" --output none
  done
fi

redirect=$(setting PORTAL_REDIRECT_URI)
identity=
home=
if [[ -n $app ]]; then
  of_app APP_BASE_URL
  home=$found
  [[ -n $home ]] || fail "Azure did not say where $portal answers. Nothing was changed."
  redirect=${redirect:-$home$(setting PORTAL_REDIRECT_PATH)}
  step='asking for the identity of the portal'
  identity=$(az containerapp show --name "$portal" --resource-group "$group" --query "identity.userAssignedIdentities.*.principalId | [0]" --output tsv)
  [[ -n $identity ]] || fail "Azure did not say who $portal is. Nothing was changed."
fi

if [[ -z $exists ]]; then
  location=$(setting PORTAL_LOCATION)
  [[ -n $location ]] || fail 'Say in which region: PORTAL_LOCATION=westeurope scripts/register-app.sh. Nothing was changed.'
  confirm "There is no resource group $group yet. Make it in $location?" || fail 'Nothing was changed.'
  make_group
fi
step='deploying the registration'
PORTAL_UNIQUE_NAME=$unique PORTAL_REDIRECT_URI=$redirect PORTAL_HOME_PAGE=$home PORTAL_IDENTITY=$identity az deployment group create --resource-group "$group" --name "$deployment-registration" --parameters "$folder/../infra/registration.bicepparam" --output none
find_registration
[[ -n $app_id ]] || fail 'The registration was deployed and is not found yet. Run scripts/register-app.sh again in a minute.'

printf 'Application (client) id: %s\n' "$app_id"
if [[ -z $app ]]; then
  done_with 'Registered. The first scripts/deploy.sh adds the address of the portal, which is not known yet.'
else
  done_with "Registered: $app_id knows the address and the identity of $portal."
fi
