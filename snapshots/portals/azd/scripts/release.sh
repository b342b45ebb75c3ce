#!/usr/bin/env bash
# Runs another image, and waits until it is healthy. The rights of a contributor are enough.
#   scripts/release.sh IMAGE
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

wanted_image=${1:-}
[[ -n $wanted_image && $# -eq 1 ]] || fail 'Say which image: scripts/release.sh IMAGE. Nothing was changed.'
look
[[ -n $app ]] || fail 'There is no portal yet. Nothing was changed; run scripts/deploy.sh first.'
if [[ $image == "$(setting PORTAL_PLACEHOLDER_IMAGE)" ]]; then
  fail "The placeholder listens on another port. Nothing was changed; run scripts/deploy.sh $wanted_image."
fi

step="changing the image of $portal"
revision=$(az containerapp update --name "$portal" --resource-group "$group" --image "$wanted_image" --query properties.latestRevisionName --output tsv)
wait_for_revision
done_with "Released: the revision $revision runs $wanted_image and is healthy."
