# Registers the portal in Microsoft Entra. Can be run again at any time: it changes what differs, and nothing else.
# Before the first deployment it makes the registration; after it, it adds what only the deployment knows.
# Needs the right to write applications.
# For the users and groups of the directory it also needs the right to grant application roles.
. "$PSScriptRoot/common.ps1"

$graph = 'https://graph.microsoft.com/v1.0'
$name = Get-Setting APP_DISPLAY_NAME
$audience = Get-Setting SIGN_IN_AUDIENCE
$body = New-TemporaryFile

$app = az ad app list --filter "displayName eq '$($name.Replace("'", "''"))'" --query "[0].appId" --output tsv
if (-not $app) {
    $app = az ad app create --display-name $name --sign-in-audience $audience --query appId --output tsv
}

$redirects = @(Get-Setting LOCAL_REDIRECT_URI)
$redirect = Get-Setting REDIRECT_URI
if (-not $redirect) { $redirect = Get-Output redirectUri }
if ($redirect) { $redirects += $redirect }
az ad app update --id $app --sign-in-audience $audience --web-redirect-uris @redirects --enable-id-token-issuance false --enable-access-token-issuance false --required-resource-accesses "@$PSScriptRoot/permissions.json" --optional-claims "@$PSScriptRoot/claims.json" --set "groupMembershipClaims=$(Get-Setting GROUP_CLAIMS)"

$principal = az ad sp list --filter "appId eq '$app'" --query "[0].id" --output tsv
if (-not $principal) {
    az ad sp create --id $app --output none
}

$portal = Get-Output portalName
if ($portal) {
    $identity = az containerapp show --name $portal --resource-group $group --query "identity.userAssignedIdentities.*.principalId" --output tsv
    $tenant = az account show --query tenantId --output tsv
    az ad app update --id $app --web-home-page-url (Get-Output url)

    # The identity of the portal speaks for the registration without a secret.
    @{ name = 'portal'; issuer = "https://login.microsoftonline.com/$tenant/v2.0"; subject = $identity; audiences = @('api://AzureADTokenExchange') } | ConvertTo-Json | Set-Content $body
    $credential = az ad app federated-credential list --id $app --query "[?name=='portal'].name" --output tsv
    if (-not $credential) {
        az ad app federated-credential create --id $app --parameters "@$body" --output none
    } else {
        az ad app federated-credential update --id $app --federated-credential-id portal --parameters "@$body"
    }

    # The portal reads users and groups: User.Read.All and GroupMember.Read.All.
    $directory = az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv
    foreach ($role in 'df021288-bdef-4463-88db-98f22de89214', '98830695-27a2-44f7-8c18-0c3ebc9698f6') {
        $granted = az rest --method GET --url "$graph/servicePrincipals/$identity/appRoleAssignments" --query "value[?appRoleId=='$role'].id" --output tsv
        if (-not $granted) {
            @{ principalId = $identity; resourceId = $directory; appRoleId = $role } | ConvertTo-Json | Set-Content $body
            az rest --method POST --url "$graph/servicePrincipals/$identity/appRoleAssignments" --body "@$body" --output none
        }
    }
}

Remove-Item $body
Write-Output "Application (client) id: $app"
if (-not $redirect) {
    Write-Output 'Run this again after the first deployment: only then is the address of the portal known.'
}
