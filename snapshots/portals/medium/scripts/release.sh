#!/usr/bin/env bash
# Runs another image, and waits until it is healthy. The rights of a contributor are enough.
#   scripts/release.sh IMAGE
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

image=${1:?which image?}
portal=$(setting PORTAL)
running=$(az containerapp show --name "$portal" --resource-group "$group" --query "properties.template.containers[0].image" --output tsv)
if [[ $running == "$(setting PLACEHOLDER_IMAGE)" ]]; then
  fail 'The placeholder listens on another port: run scripts/deploy.sh with the first image.'
fi

revision=$(az containerapp update --name "$portal" --resource-group "$group" --image "$image" --query properties.latestRevisionName --output tsv)
for _ in {1..60}; do
  health=$(az containerapp revision show --name "$portal" --resource-group "$group" --revision "$revision" --query "[properties.runningState, properties.healthState]" --output tsv | tr '\n\t' '  ')
  case $health in
    Running*Healthy*)
      printf '%s is healthy\n' "$revision"
      exit 0
      ;;
    Failed* | Degraded*) fail "$revision: $health" ;;
  esac
  sleep 10
done
fail "$revision is not healthy after ten minutes: $health"
