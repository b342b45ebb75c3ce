# shellcheck shell=bash
# What all scripts share: their settings, and what the deployment gave.
set -euo pipefail

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# A setting: from the environment, else from settings.env.
setting() {
  if [[ -n ${!1:-} ]]; then
    printf '%s\n' "${!1}"
  else
    sed -n "s/^$1=//p" "$folder/settings.env"
  fi
}

# An output of the deployment; empty before the first one.
output() {
  az deployment group show --resource-group "$group" --name "$deployment" --query "properties.outputs.$1.value" --output tsv 2>/dev/null || true
}

# Asks a question that only `y` answers with yes.
confirm() {
  local answer
  read -rp "$1 [y/N] " answer
  [[ $answer == y ]]
}

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

az account show --output none
group=$(setting RESOURCE_GROUP)
deployment=$(setting DEPLOYMENT)
