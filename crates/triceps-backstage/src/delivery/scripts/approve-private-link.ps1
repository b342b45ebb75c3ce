# Waits for the private endpoint connection that Front Door asks the environment for, and approves it. Needed once.
# when: environments
param([string] $Environment)
# end
trap { Write-Failure $_ $PSCommandPath; exit 1 }
. "$PSScriptRoot/common.ps1"

Find-Portal
if (-not $app) { throw 'There is no portal yet. Nothing was approved; run scripts/deploy.ps1 first.' }
$managed = Get-Setting PORTAL_CONTAINER_ENVIRONMENT
# What Front Door asks with; whatever else asks is for people to look at.
$question = "Front Door of $(Get-Setting PORTAL_LABEL)"
foreach ($attempt in 1..30) {
    $step = 'asking for the private endpoint connections'
    $pending = az network private-endpoint-connection list --name $managed --resource-group $group --type Microsoft.App/managedEnvironments --query "[?properties.privateLinkServiceConnectionState.description=='$question' && properties.privateLinkServiceConnectionState.status=='Pending'].id" --output tsv
    foreach ($connection in $pending) {
        $step = 'approving a private endpoint connection'
        az network private-endpoint-connection approve --id $connection --description $question --output none
    }
    $approved = az network private-endpoint-connection list --name $managed --resource-group $group --type Microsoft.App/managedEnvironments --query "[?properties.privateLinkServiceConnectionState.description=='$question' && properties.privateLinkServiceConnectionState.status=='Approved'].id" --output tsv
    if ($approved) {
        Write-Output 'Approved: Front Door reaches the portal within some minutes.'
        exit 0
    }
    Start-Sleep -Seconds 10
}
throw 'Front Door has not asked for a connection within five minutes. Run scripts/approve-private-link.ps1 again later.'
