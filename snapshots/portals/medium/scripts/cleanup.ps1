# Deletes the resource group with everything in it, and the registration. What is gone is gone.
# The name of the vault stays taken until its retention is over: it cannot be purged.
. "$PSScriptRoot/common.ps1"

$answer = Read-Host 'Type the name of the resource group to delete it'
if ($answer -ne $group) { throw 'Nothing was deleted.' }
$name = Get-Setting APP_DISPLAY_NAME
$app = az ad app list --filter "displayName eq '$($name.Replace("'", "''"))'" --query "[0].appId" --output tsv

az group delete --name $group --yes --no-wait
if ($app) {
    az ad app delete --id $app
}
