#!/usr/bin/env bash
# Registers the portal in Microsoft Entra. Can be run again at any time: it changes what differs, and nothing else.
# Before the first deployment it makes the registration; after it, it adds what only the deployment knows.
# Needs the right to write applications.
# For the users and groups of the directory it also needs the right to grant application roles.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

graph=https://graph.microsoft.com/v1.0
name=$(setting APP_DISPLAY_NAME)
audience=$(setting SIGN_IN_AUDIENCE)
body=$(mktemp)
trap 'rm -f "$body"' EXIT

app=$(az ad app list --filter "displayName eq '${name//\'/\'\'}'" --query "[0].appId" --output tsv)
if [[ -z $app ]]; then
  app=$(az ad app create --display-name "$name" --sign-in-audience "$audience" --query appId --output tsv)
fi

redirects=("$(setting LOCAL_REDIRECT_URI)")
redirect=$(setting REDIRECT_URI)
redirect=${redirect:-$(output redirectUri)}
if [[ -n $redirect ]]; then
  redirects+=("$redirect")
fi
az ad app update --id "$app" --sign-in-audience "$audience" --web-redirect-uris "${redirects[@]}" --enable-id-token-issuance false --enable-access-token-issuance false --required-resource-accesses "@$folder/permissions.json" --optional-claims "@$folder/claims.json" --set "groupMembershipClaims=$(setting GROUP_CLAIMS)"

principal=$(az ad sp list --filter "appId eq '$app'" --query "[0].id" --output tsv)
if [[ -z $principal ]]; then
  az ad sp create --id "$app" --output none
fi

portal=$(output portalName)
if [[ -n $portal ]]; then
  identity=$(az containerapp show --name "$portal" --resource-group "$group" --query "identity.userAssignedIdentities.*.principalId" --output tsv)
  tenant=$(az account show --query tenantId --output tsv)
  az ad app update --id "$app" --web-home-page-url "$(output url)"

  # The identity of the portal speaks for the registration without a secret.
  printf '{"name":"portal","issuer":"https://login.microsoftonline.com/%s/v2.0","subject":"%s","audiences":["api://AzureADTokenExchange"]}' "$tenant" "$identity" >"$body"
  credential=$(az ad app federated-credential list --id "$app" --query "[?name=='portal'].name" --output tsv)
  if [[ -z $credential ]]; then
    az ad app federated-credential create --id "$app" --parameters "@$body" --output none
  else
    az ad app federated-credential update --id "$app" --federated-credential-id portal --parameters "@$body"
  fi

  # The portal reads users and groups: User.Read.All and GroupMember.Read.All.
  directory=$(az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv)
  for role in df021288-bdef-4463-88db-98f22de89214 98830695-27a2-44f7-8c18-0c3ebc9698f6; do
    granted=$(az rest --method GET --url "$graph/servicePrincipals/$identity/appRoleAssignments" --query "value[?appRoleId=='$role'].id" --output tsv)
    if [[ -z $granted ]]; then
      printf '{"principalId":"%s","resourceId":"%s","appRoleId":"%s"}' "$identity" "$directory" "$role" >"$body"
      az rest --method POST --url "$graph/servicePrincipals/$identity/appRoleAssignments" --body "@$body" --output none
    fi
  done
fi

printf 'Application (client) id: %s\n' "$app"
if [[ -z $redirect ]]; then
  printf 'Run this again after the first deployment: only then is the address of the portal known.\n'
fi
