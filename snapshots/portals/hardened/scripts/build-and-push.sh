#!/usr/bin/env bash
# Builds the image of the portal under a tag that no other build has, and prints its address as the last line.
#   scripts/build-and-push.sh [TAG]
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

tag=${1:-$(date -u +%Y%m%d%H%M%S)-$(git rev-parse --short HEAD)}
registry=$(output registryName)
server=$(output registryLoginServer)
[[ -n $registry ]] || fail 'There is no registry yet: run scripts/deploy.sh first.'
repository=$(setting IMAGE_REPOSITORY)

# The registry has no public address: this has to run on a machine in the network.
az acr login --name "$registry"
docker build --platform linux/amd64 --file "$folder/../Dockerfile" --tag "$server/$repository:$tag" "$folder/.."
docker push "$server/$repository:$tag"
printf '%s\n' "$server/$repository:$tag"
