#!/usr/bin/env bash
# Registers the portal in Microsoft Entra. Can be run again at any time: it adds what is missing.
#   scripts/register-app.sh [--adopt CLIENT_ID]
# Before the first deployment it makes the registration; after it, it adds what only the deployment knows.
# A registration belongs to this portal and environment by its unique name. An older one without such a name is taken over
# by its id, once.
# Needs the right to write applications.
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

step='writing the registration'
application=$folder/registration.json
az rest --method PATCH --url "$graph/applications(uniqueName='$unique')" --headers Content-Type=application/json Prefer=create-if-missing --body "@$application" --output none
app_id=$(az rest --method GET --url "$graph/applications(uniqueName='$unique')?%24select=appId" --query appId --output tsv)
[[ -n $app_id ]] || fail 'Microsoft Entra did not say which registration it is. Run scripts/register-app.sh again.'

# Addresses are added; those that are there stay.
step='adding the redirect URIs'
known=$(az ad app show --id "$app_id" --query "web.redirectUris" --output tsv)
redirects=()
while IFS= read -r uri; do
  [[ -z $uri ]] || redirects+=("$uri")
done <<<"$known"
count=${#redirects[@]}
for uri in "$(setting PORTAL_LOCAL_REDIRECT_URI)" "$redirect"; do
  if [[ -n $uri ]] && ! has "$known" "$uri"; then
    redirects+=("$uri")
  fi
done
if [[ ${#redirects[@]} -gt $count ]]; then
  az ad app update --id "$app_id" --web-redirect-uris "${redirects[@]}"
fi

step='making the service principal'
principal=$(az ad sp list --filter "appId eq '$app_id'" --query "[0].id" --output tsv)
if [[ -z $principal ]]; then
  az ad sp create --id "$app_id" --output none
fi

if [[ -n $app ]]; then
  step='writing the home page'
  az ad app update --id "$app_id" --web-home-page-url "$home"

  # The identity of the portal speaks for the registration without a secret.
  step='writing the federated credential'
  body=$(printf '{"name":"%s","issuer":"https://login.microsoftonline.com/%s/v2.0","subject":"%s","audiences":["api://AzureADTokenExchange"]}' "$portal" "$tenant" "$identity")
  trusted=$(az ad app federated-credential list --id "$app_id" --query "[?subject=='$identity'].name" --output tsv)
  if [[ -z $trusted ]]; then
    # The identity was made anew where the name is there.
    trusted=$(az ad app federated-credential list --id "$app_id" --query "[?name=='$portal'].name" --output tsv)
    if [[ -z $trusted ]]; then
      az ad app federated-credential create --id "$app_id" --parameters "$body" --output none
    else
      az ad app federated-credential update --id "$app_id" --federated-credential-id "$trusted" --parameters "$body"
    fi
  fi

  # The portal reads users and groups: User.Read.All and GroupMember.Read.All.
  step='granting the roles of Microsoft Graph'
  directory=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv)
  for role in df021288-bdef-4463-88db-98f22de89214 98830695-27a2-44f7-8c18-0c3ebc9698f6; do
    granted=$(az rest --method GET --url "$graph/servicePrincipals/$identity/appRoleAssignments" --query "value[?appRoleId=='$role'].id" --output tsv)
    if [[ -z $granted ]]; then
      body=$(printf '{"principalId":"%s","resourceId":"%s","appRoleId":"%s"}' "$identity" "$directory" "$role")
      az rest --method POST --url "$graph/servicePrincipals/$identity/appRoleAssignments" --headers Content-Type=application/json --body "$body" --output none
    fi
  done
fi

printf 'Application (client) id: %s\n' "$app_id"
if [[ -z $app ]]; then
  done_with 'Registered. The first scripts/deploy.sh adds the address of the portal, which is not known yet.'
else
  done_with "Registered: $app_id knows the address and the identity of $portal."
fi
