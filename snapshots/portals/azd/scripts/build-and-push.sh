#!/usr/bin/env bash
# Builds the image of the portal under a tag that no other build has, and prints its address as the last line.
#   scripts/build-and-push.sh [TAG]
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

tag=${1:-}
if [[ -z $tag ]]; then
  step='asking git for the commit'
  tag=$(date -u +%Y%m%d%H%M%S)-$(git -C "$folder" rev-parse --short HEAD 2>/dev/null || printf 'local')
fi
look
[[ -n $registry ]] || fail 'There is no registry yet. Nothing was built; run scripts/deploy.sh first.'
step='asking for the registry'
server=$(az acr show --name "$registry" --resource-group "$group" --query loginServer --output tsv)
[[ -n $server ]] || fail "Azure did not say where $registry answers. Nothing was built."
repository=$(setting PORTAL_IMAGE_REPOSITORY)

step='building the image'
az acr build --registry "$registry" --image "$repository:$tag" --platform linux/amd64 --file "$folder/../Dockerfile" "$folder/.."
printf 'Built. To run it: scripts/release.sh with the image below, the first time scripts/deploy.sh.\n' >&2
done_with "$server/$repository:$tag"
