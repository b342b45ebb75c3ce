#!/usr/bin/env bash
# Deploys infra/main.bicep: shows first what would change, and asks. Nothing is written before the answer.
#   scripts/deploy.sh [--what-if | --yes] [--new-client-secret] [IMAGE]
# Without IMAGE the portal keeps the one that it runs; the first deployment runs a public placeholder.
# Values of secrets are those that are there; a new one is typed in, or given in its variable (PORTAL_SECRET_..).
# Needs the rights of an owner of the resource group: the template assigns roles.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mode=ask
wanted_image=
renew=
for argument in "$@"; do
  case $argument in
    --what-if | --yes) mode=${argument#--} ;;
    --new-client-secret) renew=yes ;;
    -*) fail "There is no option $argument. Nothing was changed." ;;
    *)
      [[ -z $wanted_image ]] || fail "Two images were given: $wanted_image and $argument. Nothing was changed."
      wanted_image=$argument
      ;;
  esac
done

look
if [[ -z $exists ]]; then
  location=$(setting PORTAL_LOCATION)
  [[ -n $location || $mode == what-if ]] || fail 'Say in which region: PORTAL_LOCATION=westeurope scripts/deploy.sh. Nothing was changed.'
fi
placeholder=$(setting PORTAL_PLACEHOLDER_IMAGE)
# Whether the portal has never run an image of its own: then the registration may not be complete. An image runs only once
# it is.
first=
[[ -n $app && $image != "$placeholder" ]] || first=yes
# What runs stays.
if [[ -z $wanted_image && -n $app && $image != "$placeholder" ]]; then
  wanted_image=$image
fi
address=
if [[ -z $first ]]; then
  step='asking for the address of the portal'
  of_app APP_BASE_URL
  address=$found
fi
stored_secrets

# Who signs in: as given, else as the portal has it, else as registered.
PORTAL_MICROSOFT_CLIENT_ID=${PORTAL_MICROSOFT_CLIENT_ID:-$client}
if [[ -z $PORTAL_MICROSOFT_CLIENT_ID ]]; then
  find_registration
  PORTAL_MICROSOFT_CLIENT_ID=$app_id
fi
if [[ -z $PORTAL_MICROSOFT_CLIENT_ID ]]; then
  [[ $mode == what-if ]] || fail 'There is no registration yet. Nothing was changed; run scripts/register-app.sh first.'
  PORTAL_MICROSOFT_CLIENT_ID=00000000-0000-0000-0000-000000000000
fi

# A secret of the registration is made after the answer, where none is there or the one that is there is of another one.
make=$renew
if [[ -z ${PORTAL_SECRET_MICROSOFT_CLIENT_SECRET:-} ]] && ! has "$stored" auth-microsoft-client-secret; then
  make=yes
fi

# Makes the value of a secure parameter known to infra/main.bicepparam: as given, else as the portal has it, else as typed
# in. An empty value leaves what is in the vault as it is.
provide() {
  local variable=$1 secret=$2
  value=${!1:-}
  if [[ -z $value ]] && has "$stored" "$secret"; then
    step="reading the secret $secret of the portal"
    # As JSON, which keeps line ends.
    value=$(az containerapp secret show --name "$portal" --resource-group "$group" --secret-name "$secret" --query value --output json)
    value=${value#\"}
    value=${value%\"}
    printf -v value '%b' "${value//\\\"/\\x22}"
    [[ -n $value ]] || fail "Azure did not give the secret $secret of the portal. Nothing was changed."
  fi
  if [[ -z $value && $mode == what-if ]]; then
    # Only looked at: what the value is makes no difference.
    value=not-known-yet
  fi
  if [[ -z $value ]]; then
    step="reading the value of the secret $secret"
    read_secret "$secret"
  fi
  export "$variable=$value"
}

for pair in $(setting PORTAL_SECRETS); do
  secret=${pair%%:*}
  if [[ $secret == auth-microsoft-client-secret && -n $make ]]; then
    export PORTAL_SECRET_MICROSOFT_CLIENT_SECRET=not-known-yet
  else
    provide "${pair#*:}" "$secret"
  fi
done

export PORTAL_MICROSOFT_CLIENT_ID
export SERVICE_PORTAL_IMAGE_NAME=$wanted_image
parameters=$folder/../infra/main.bicepparam

step='asking Azure what would change'
if [[ -z $exists ]]; then
  printf 'There is no resource group %s yet. These would be made in it:\n' "$group"
  sed -e '/^#/,$d' -e 's/?????????????/.../g' -e 's/^/  /' "$folder/resources.txt"
elif [[ $mode == what-if ]]; then
  # Whoever only looks needs no right to write.
  az deployment group what-if --resource-group "$group" --name "$deployment" --parameters "$parameters" --validation-level ProviderNoRbac
else
  az deployment group what-if --resource-group "$group" --name "$deployment" --parameters "$parameters"
fi
if [[ $mode == what-if ]]; then
  done_with "Nothing was changed. To deploy: scripts/deploy.sh${wanted_image:+ $wanted_image}"
  exit 0
fi
if [[ $mode == ask ]] && ! confirm "Deploy this into $group?"; then
  fail 'Nothing was changed.'
fi

[[ -n $exists ]] || make_group
if [[ -n $first ]]; then
  bring_back
fi
if [[ -n $make ]]; then
  new_client_secret "$PORTAL_MICROSOFT_CLIENT_ID"
  export PORTAL_SECRET_MICROSOFT_CLIENT_SECRET=$value
fi
# Deploys the template with an image, or with the placeholder.
deploy_with() {
  export SERVICE_PORTAL_IMAGE_NAME=$1
  step="deploying into $group"
  az deployment group create --resource-group "$group" --name "$deployment" --parameters "$parameters" --output none
}

# Adds to the registration what only a deployment knows. A child does not read again what this one was given, and says its
# own last sentence.
complete() {
  step='completing what only a deployment knows'
  "$folder/register-app.sh"
}

if [[ -n $first && -n $wanted_image ]]; then
  [[ -n $app ]] || deploy_with ''
  complete
fi
deploy_with "$wanted_image"
if [[ -n $first && -z $wanted_image ]]; then
  complete
fi
if [[ -n $renew && -z $first ]]; then
  # Replicas that run keep the value that they started with.
  new_revision
fi
step='asking for the revision'
revision=$(az containerapp show --name "$portal" --resource-group "$group" --query properties.latestRevisionName --output tsv)
wait_for_revision
if [[ -n $make ]]; then
  forget_client_secrets "$PORTAL_MICROSOFT_CLIENT_ID"
fi
step='asking for the address of the portal'
of_app APP_BASE_URL
if [[ -z $first && $found != "$address" ]]; then
  step="adding the address $found to the registration"
  "$folder/register-app.sh"
fi
if [[ -z $wanted_image ]]; then
  done_with "Deployed: $found runs a placeholder. Next: scripts/build-and-push.sh, then scripts/deploy.sh with the image that it prints."
else
  done_with "Deployed: $found runs $wanted_image."
fi
