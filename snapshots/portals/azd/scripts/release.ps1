# Runs another image, and waits until it is healthy. The rights of a contributor are enough.
#   scripts/release.ps1 -Image IMAGE
param(
    [string] $Image
)
trap { Write-Failure $_ $PSCommandPath; exit 1 }
. "$PSScriptRoot/common.ps1"

$wantedImage = $Image
if (-not $wantedImage) { throw 'Say which image: scripts/release.ps1 -Image IMAGE. Nothing was changed.' }
Find-Portal
if (-not $app) { throw 'There is no portal yet. Nothing was changed; run scripts/deploy.ps1 first.' }
if ($image -eq (Get-Setting PORTAL_PLACEHOLDER_IMAGE)) {
    throw "The placeholder listens on another port. Nothing was changed; run scripts/deploy.ps1 -Image $wantedImage."
}

$step = "changing the image of $portal"
$revision = az containerapp update --name $portal --resource-group $group --image $wantedImage --query properties.latestRevisionName --output tsv
Wait-Revision
Write-Output "Released: the revision $revision runs $wantedImage and is healthy."
