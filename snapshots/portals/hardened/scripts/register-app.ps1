# Registers the portal in Microsoft Entra. Can be run again at any time: it adds what is missing.
#   scripts/register-app.ps1 [-Adopt CLIENT_ID]
# Before the first deployment it makes the registration; after it, it adds what only the deployment knows.
# A registration belongs to this portal and environment by its unique name. An older one without such a name is taken over
# by its id, once.
# The registration is described by infra/registration.bicep. Who runs this needs the right to write applications.
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

if (-not $exists) {
    $location = Get-Setting PORTAL_LOCATION
    if (-not $location) { throw 'Say in which region: $env:PORTAL_LOCATION = "westeurope". Nothing was changed.' }
    if (-not (Confirm-Step "There is no resource group $group yet. Make it in ${location}?")) { throw 'Nothing was changed.' }
    New-Group
}
$step = 'deploying the registration'
$env:PORTAL_UNIQUE_NAME = $unique
$env:PORTAL_REDIRECT_URI = $redirect
$env:PORTAL_HOME_PAGE = $address
$env:PORTAL_IDENTITY = $identity
az deployment group create --resource-group $group --name "$deployment-registration" --parameters "$PSScriptRoot/../infra/registration.bicepparam" --output none
$appId = Find-Registration
if (-not $appId) { throw 'The registration was deployed and is not found yet. Run scripts/register-app.ps1 again in a minute.' }

Write-Output "Application (client) id: $appId"
if (-not $app) {
    Write-Output 'Registered. The first scripts/deploy.ps1 adds the address of the portal, which is not known yet.'
} else {
    Write-Output "Registered: $appId knows the address and the identity of $portal."
}
