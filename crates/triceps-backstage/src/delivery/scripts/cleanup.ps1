# Deletes the resource group with everything in it, and the registration. What is gone is gone.
# when: key-vault
# The name of the vault stays taken until its retention is over: it cannot be purged.
# end
. "$PSScriptRoot/common.ps1"

$answer = Read-Host 'Type the name of the resource group to delete it'
if ($answer -ne $group) { throw 'Nothing was deleted.' }
# when: graph-registration
$app = Get-Output applicationId
# end
# when: find-registration
$name = Get-Setting APP_DISPLAY_NAME
$app = az ad app list --filter "displayName eq '$($name.Replace("'", "''"))'" --query "[0].appId" --output tsv
# end

# when: locks
foreach ($lock in (az lock list --resource-group $group --query "[].id" --output tsv)) {
    az lock delete --ids $lock
}
# end
az group delete --name $group --yes --no-wait
# unless: known-registration
if ($app) {
    az ad app delete --id $app
}
# end
