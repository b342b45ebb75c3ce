# Registers the portal in Microsoft Entra. Can be run again at any time: it adds what is missing.
#   scripts/register-app.ps1 [-Adopt CLIENT_ID]
# Before the first deployment it makes the registration; after it, it adds what only the deployment knows.
# A registration belongs to this portal and environment by its unique name. An older one without such a name is taken over
# by its id, once.
# Needs the right to write applications.
# For the users and groups of the directory it also needs the right to grant application roles.
param(
    [string] $Adopt
)
trap { Write-Failure $_ $PSCommandPath; exit 1 }
. "$PSScriptRoot/common.ps1"

Find-Portal
$appId = Find-Registration
if ($Adopt -and $Adopt -ne $appId) {
    if ($appId) { throw "This portal has the registration $appId already. Nothing was changed." }
    $step = "taking over the registration $Adopt"
    az rest --method PATCH --url "$graph/applications(appId='$Adopt')" --body (Format-Body @{ uniqueName = $unique }) --output none
    $appId = $Adopt
}
if (-not $appId -and $client) {
    throw "The portal uses the registration $client, which was not made by this script. Nothing was changed; if it is only this portal's, run scripts/register-app.ps1 -Adopt $client."
}
if (-not $appId) {
    $step = 'looking for a deleted registration'
    $deleted = az rest --method GET --url "$graph/directory/deletedItems/microsoft.graph.application?%24select=id,uniqueName&%24top=999" --query "value[?uniqueName=='$unique'].id" --output tsv
    foreach ($id in $deleted) {
        $step = 'bringing back the deleted registration'
        az rest --method POST --url "$graph/directory/deletedItems/$id/restore" --output none
    }
}

$redirect = Get-Setting PORTAL_REDIRECT_URI
$identity = ''
$address = ''
if ($app) {
    $address = Get-OfApp APP_BASE_URL
    if (-not $address) { throw "Azure did not say where $portal answers. Nothing was changed." }
    if (-not $redirect) { $redirect = $address + (Get-Setting PORTAL_REDIRECT_PATH) }
    $step = 'asking for the identity of the portal'
    $identity = "$(az containerapp show --name $portal --resource-group $group --query "identity.userAssignedIdentities.*.principalId | [0]" --output tsv)"
    if (-not $identity) { throw "Azure did not say who $portal is. Nothing was changed." }
}

$step = 'writing the registration'
$application = "$PSScriptRoot/registration.json"
az rest --method PATCH --url "$graph/applications(uniqueName='$unique')" --headers Content-Type=application/json Prefer=create-if-missing --body "@$application" --output none
$appId = az rest --method GET --url "$graph/applications(uniqueName='$unique')?%24select=appId" --query appId --output tsv
if (-not $appId) { throw 'Microsoft Entra did not say which registration it is. Run scripts/register-app.ps1 again.' }

# Addresses are added; those that are there stay.
$step = 'adding the redirect URIs'
$redirects = @(az ad app show --id $appId --query "web.redirectUris" --output tsv)
$missing = @(@((Get-Setting PORTAL_LOCAL_REDIRECT_URI), $redirect) | Where-Object { $_ -and $redirects -cnotcontains $_ })
if ($missing) {
    $redirects += $missing
    az ad app update --id $appId --web-redirect-uris @redirects
}

$step = 'making the service principal'
$principal = az ad sp list --filter "appId eq '$appId'" --query "[0].id" --output tsv
if (-not $principal) {
    az ad sp create --id $appId --output none
}

if ($app) {
    $step = 'writing the home page'
    az ad app update --id $appId --web-home-page-url $address

    # The identity of the portal speaks for the registration without a secret.
    $step = 'writing the federated credential'
    $body = Format-Body @{ name = $portal; issuer = "https://login.microsoftonline.com/$tenant/v2.0"; subject = $identity; audiences = @('api://AzureADTokenExchange') }
    $trusted = az ad app federated-credential list --id $appId --query "[?subject=='$identity'].name" --output tsv
    if (-not $trusted) {
        # The identity was made anew where the name is there.
        $trusted = az ad app federated-credential list --id $appId --query "[?name=='$portal'].name" --output tsv
        if (-not $trusted) {
            az ad app federated-credential create --id $appId --parameters $body --output none
        } else {
            az ad app federated-credential update --id $appId --federated-credential-id $trusted --parameters $body
        }
    }

    # The portal reads users and groups: User.Read.All and GroupMember.Read.All.
    $step = 'granting the roles of Microsoft Graph'
    $directory = az ad sp show --id 00000003-0000-0000-c000-000000000000 --query id --output tsv
    foreach ($role in 'df021288-bdef-4463-88db-98f22de89214', '98830695-27a2-44f7-8c18-0c3ebc9698f6') {
        $granted = az rest --method GET --url "$graph/servicePrincipals/$identity/appRoleAssignments" --query "value[?appRoleId=='$role'].id" --output tsv
        if (-not $granted) {
            $body = Format-Body @{ principalId = $identity; resourceId = $directory; appRoleId = $role }
            az rest --method POST --url "$graph/servicePrincipals/$identity/appRoleAssignments" --headers Content-Type=application/json --body $body --output none
        }
    }
}

Write-Output "Application (client) id: $appId"
if (-not $app) {
    Write-Output 'Registered. The first scripts/deploy.ps1 adds the address of the portal, which is not known yet.'
} else {
    Write-Output "Registered: $appId knows the address and the identity of $portal."
}
