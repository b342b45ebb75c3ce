# Builds the image of the portal under a tag that no other build has, and prints its address as the last line.
#   scripts/build-and-push.ps1 [-Tag TAG]
param(
    [string] $Tag
)
trap { Write-Failure $_ $PSCommandPath; exit 1 }
. "$PSScriptRoot/common.ps1"

if (-not $Tag) {
    $step = 'asking git for the commit'
    $PSNativeCommandUseErrorActionPreference = $false
    $commit = git -C $PSScriptRoot rev-parse --short HEAD 2>$null
    $PSNativeCommandUseErrorActionPreference = $true
    if (-not $commit) { $commit = 'local' }
    $Tag = [DateTime]::UtcNow.ToString('yyyyMMddHHmmss') + '-' + $commit
}
Find-Portal
if (-not $registry) { throw 'There is no registry yet. Nothing was built; run scripts/deploy.ps1 first.' }
$step = 'asking for the registry'
$server = az acr show --name $registry --resource-group $group --query loginServer --output tsv
if (-not $server) { throw "Azure did not say where $registry answers. Nothing was built." }
$repository = Get-Setting PORTAL_IMAGE_REPOSITORY

$step = 'building the image'
az acr build --registry $registry --image "${repository}:${Tag}" --platform linux/amd64 --file "$PSScriptRoot/../Dockerfile" "$PSScriptRoot/.."
[Console]::Error.WriteLine('Built. To run it: scripts/release.ps1 with the image below, the first time scripts/deploy.ps1.')
Write-Output "${server}/${repository}:${Tag}"
