#!/usr/bin/env bash
# Deletes the resource group with everything in it, and the registration. What is gone is gone.
# The name of the vault stays taken until its retention is over: nobody can purge it, and a new deployment brings it back.
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

look
find_registration

# Whether a resource is one that the template makes, or that Azure adds to those.
is_ours() {
  local type name
  while read -r type name; do
    # shellcheck disable=SC2053
    [[ $1 != "$type" || $2 != $name ]] || return 0
  done <"$folder/resources.txt"
  return 1
}

if [[ -n $exists ]]; then
  step='asking what is in the resource group'
  rows=$(az resource list --resource-group "$group" --query "[].[type, name]" --output tsv)
  foreign=
  while IFS=$'\t' read -r type name; do
    type=$(tr '[:upper:]' '[:lower:]' <<<"$type")
    if [[ -n $type ]] && ! is_ours "$type" "$name"; then
      foreign+=$'\n'"  $type $name"
    fi
  done <<<"$rows"
  [[ -z $foreign ]] || fail "The group $group has resources that are not the portal's. Nothing was deleted; move or delete these first:$foreign"
  step='asking for locks'
  others=$(az lock list --resource-group "$group" --query "[?name!='keep'].name" --output tsv)
  [[ -z $others ]] || fail "The group $group has locks that are not the portal's. Nothing was deleted; remove these first: $others"
fi

drain
printf 'Type the name of the resource group to delete it with everything in it: ' >&2
answer=
IFS= read -r answer || true
[[ $answer == "$group" ]] || fail 'Nothing was deleted.'

if [[ -n $exists ]]; then
  step="deleting the resource group $group"
  az group delete --name "$group" --yes
fi
if [[ -n $app_id ]]; then
  step='deleting the registration'
  az ad app delete --id "$app_id"
fi
# A deleted registration keeps its name for 30 days, unless it is deleted for good.
step='deleting the registration for good'
deleted=$(az rest --method GET --url "$graph/directory/deletedItems/microsoft.graph.application?%24select=id,uniqueName&%24top=999" --query "value[?uniqueName=='$unique'].id" --output tsv)
for id in $deleted; do
  az rest --method DELETE --url "$graph/directory/deletedItems/$id" --output none
done
done_with "Deleted: the group $group. Its vault can be brought back until its retention is over, which the next deployment does."
