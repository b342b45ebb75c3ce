#!/usr/bin/env bash
# Takes an image over from the registry of another environment, unchanged, and prints its address here as the last line.
#   scripts/promote.sh --environment NAME FROM IMAGE
# Who runs this needs the role AcrPush on the registry of NAME and AcrPull on that of FROM.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

from=${1:-}
source=${2:-}
[[ -n $source && $# -eq 2 ]] || fail 'Say from where and which image: scripts/promote.sh --environment NAME FROM IMAGE. Nothing was changed.'
settings=$folder/settings.$from.env
[[ -f $settings ]] || fail "There is no environment $from. Nothing was changed."
look
[[ -n $registry ]] || fail "There is no registry in $group yet. Nothing was changed; run scripts/deploy.sh first."
repository=${source#*/}
tag=${repository##*:}
wanted=$(setting PORTAL_IMAGE_REPOSITORY):$tag
theirs=$(sed -n 's/^PORTAL_SUBSCRIPTION=//p' "$settings")
their_group=$(sed -n 's/^PORTAL_RESOURCE_GROUP=//p' "$settings")
id=/subscriptions/${theirs:-$subscription}/resourceGroups/$their_group/providers/Microsoft.ContainerRegistry/registries/${source%%.*}

step='asking for the registry'
server=$(az acr show --name "$registry" --resource-group "$group" --query loginServer --output tsv)
[[ -n $server ]] || fail "Azure did not say where $registry answers. Nothing was changed."
step="importing $repository from $from (this needs the role AcrPull at $id)"
az acr import --name "$registry" --resource-group "$group" --source "$repository" --registry "$id" --image "$wanted" --force --output none
printf 'Promoted from %s. To run it: scripts/release.sh --environment %s with the image below.\n' "$from" "$PORTAL_ENVIRONMENT" >&2
done_with "$server/$wanted"
