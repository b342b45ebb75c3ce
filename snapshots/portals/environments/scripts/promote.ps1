# Takes an image over from the registry of another environment, unchanged, and prints its address here as the last line.
#   scripts/promote.ps1 -Environment NAME -From FROM -Image IMAGE
# Who runs this needs the role AcrPush on the registry of NAME and AcrPull on that of FROM.
param(
    [string] $Environment,
    [string] $From,
    [string] $Image
)
trap { Write-Failure $_ $PSCommandPath; exit 1 }
. "$PSScriptRoot/common.ps1"

$source = $Image
if (-not $From -or -not $source) { throw 'Say from where and which image: scripts/promote.ps1 -Environment NAME -From FROM -Image IMAGE. Nothing was changed.' }
$settings = "$PSScriptRoot/settings.$From.env"
if (-not (Test-Path -LiteralPath $settings)) { throw "There is no environment $From. Nothing was changed." }
Find-Portal
if (-not $registry) { throw "There is no registry in $group yet. Nothing was changed; run scripts/deploy.ps1 first." }
$repository = $source.Substring($source.IndexOf('/') + 1)
$tag = $repository.Split(':')[-1]
$taken = "$(Get-Setting PORTAL_IMAGE_REPOSITORY):$tag"
$theirs = ((Get-Content $settings | Where-Object { $_.StartsWith('PORTAL_SUBSCRIPTION=') }) -split '=', 2)[1]
if (-not $theirs) { $theirs = $subscription }
$theirGroup = ((Get-Content $settings | Where-Object { $_.StartsWith('PORTAL_RESOURCE_GROUP=') }) -split '=', 2)[1]
$id = "/subscriptions/$theirs/resourceGroups/$theirGroup/providers/Microsoft.ContainerRegistry/registries/$($source.Split('.')[0])"

$step = 'asking for the registry'
$server = az acr show --name $registry --resource-group $group --query loginServer --output tsv
if (-not $server) { throw "Azure did not say where $registry answers. Nothing was changed." }
$step = "importing $repository from $From (this needs the role AcrPull at $id)"
az acr import --name $registry --resource-group $group --source $repository --registry $id --image $taken --force --output none
[Console]::Error.WriteLine("Promoted from $From. To run it: scripts/release.ps1 -Environment $($env:PORTAL_ENVIRONMENT) with the image below.")
Write-Output "$server/$taken"
