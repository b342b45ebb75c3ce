# Builds the image of the portal under a tag that no other build has, and prints its address as the last line.
#   scripts/build-and-push.ps1 [-Tag TAG]
param([string] $Tag)
. "$PSScriptRoot/common.ps1"

if (-not $Tag) { $Tag = (Get-Date -AsUTC -Format yyyyMMddHHmmss) + '-' + (git rev-parse --short HEAD) }
$registry = Get-Output registryName
$server = Get-Output registryLoginServer
if (-not $registry) { throw 'There is no registry yet: run scripts/deploy.ps1 first.' }
$repository = Get-Setting IMAGE_REPOSITORY

az acr build --registry $registry --image "${repository}:${Tag}" --platform linux/amd64 --file "$PSScriptRoot/../Dockerfile" "$PSScriptRoot/.."
Write-Output "${server}/${repository}:${Tag}"
