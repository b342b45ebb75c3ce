# Builds the image of the portal under a tag that no other build has, and prints its address as the last line.
#   scripts/build-and-push.ps1 [-Tag TAG]
param([string] $Tag)
. "$PSScriptRoot/common.ps1"

if (-not $Tag) { $Tag = (Get-Date -AsUTC -Format yyyyMMddHHmmss) + '-' + (git rev-parse --short HEAD) }
$registry = Get-Output registryName
$server = Get-Output registryLoginServer
if (-not $registry) { throw 'There is no registry yet: run scripts/deploy.ps1 first.' }
$repository = Get-Setting IMAGE_REPOSITORY

# The registry has no public address: this has to run on a machine in the network.
az acr login --name $registry
docker build --platform linux/amd64 --file "$PSScriptRoot/../Dockerfile" --tag "${server}/${repository}:${Tag}" "$PSScriptRoot/.."
docker push "${server}/${repository}:${Tag}"
Write-Output "${server}/${repository}:${Tag}"
