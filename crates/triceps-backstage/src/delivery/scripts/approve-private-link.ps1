# Approves the private endpoint connections that Front Door asked the environment for. Needed once.
. "$PSScriptRoot/common.ps1"

$environment = Get-Output environmentName
if (-not $environment) { throw 'There is no environment yet: run scripts/deploy.ps1 first.' }
foreach ($connection in (az network private-endpoint-connection list --name $environment --resource-group $group --type Microsoft.App/managedEnvironments --query "[?properties.privateLinkServiceConnectionState.status=='Pending'].id" --output tsv)) {
    az network private-endpoint-connection approve --id $connection --description 'Front Door of the portal' --output none
    Write-Output "approved: $connection"
}
