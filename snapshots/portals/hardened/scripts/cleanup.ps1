# Deletes the resource group with everything in it, and the registration. What is gone is gone.
# The name of the vault stays taken until its retention is over: it cannot be purged.
. "$PSScriptRoot/common.ps1"

$answer = Read-Host 'Type the name of the resource group to delete it'
if ($answer -ne $group) { throw 'Nothing was deleted.' }
$app = Get-Output applicationId

foreach ($lock in (az lock list --resource-group $group --query "[].id" --output tsv)) {
    az lock delete --ids $lock
}
az group delete --name $group --yes --no-wait
if ($app) {
    az ad app delete --id $app
}
