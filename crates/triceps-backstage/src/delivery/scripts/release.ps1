# Runs another image, and waits until it is healthy. The rights of a contributor are enough.
#   scripts/release.ps1 -Image IMAGE
param([Parameter(Mandatory)] [string] $Image)
. "$PSScriptRoot/common.ps1"

$portal = Get-Setting PORTAL
$running = az containerapp show --name $portal --resource-group $group --query "properties.template.containers[0].image" --output tsv
if ($running -eq (Get-Setting PLACEHOLDER_IMAGE)) {
    throw 'The placeholder listens on another port: run scripts/deploy.ps1 with the first image.'
}

$revision = az containerapp update --name $portal --resource-group $group --image $Image --query properties.latestRevisionName --output tsv
foreach ($attempt in 1..60) {
    $health = (az containerapp revision show --name $portal --resource-group $group --revision $revision --query "[properties.runningState, properties.healthState]" --output tsv) -join ' '
    if ($health -cmatch '^Running.*Healthy') {
        Write-Output "$revision is healthy"
        exit 0
    }
    if ($health -cmatch '^(Failed|Degraded)') { throw "${revision}: $health" }
    Start-Sleep -Seconds 10
}
throw "$revision is not healthy after ten minutes: $health"
