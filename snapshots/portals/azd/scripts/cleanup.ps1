# Deletes the resource group with everything in it, and the registration. What is gone is gone.
# The name of the vault stays taken until its retention is over: nobody can purge it, and a new deployment brings it back.
trap { Write-Failure $_ $PSCommandPath; exit 1 }
. "$PSScriptRoot/common.ps1"

Find-Portal
$appId = Find-Registration

# Whether a resource is one that the template makes, or that Azure adds to those.
function Test-Ours([string] $Type, [string] $Name) {
    foreach ($line in (Get-Content "$PSScriptRoot/resources.txt")) {
        $known, $pattern = $line.Split(' ', 2)
        if ($Type -eq $known -and $Name -clike $pattern) { return $true }
    }
    return $false
}

if ($exists) {
    $step = 'asking what is in the resource group'
    $rows = az resource list --resource-group $group --query "[].[type, name]" --output tsv
    $foreign = @()
    foreach ($row in $rows) {
        $type, $name = $row.Split("`t")
        if (-not (Test-Ours $type $name)) { $foreign += "  $($type.ToLowerInvariant()) $name" }
    }
    if ($foreign) { throw "The group $group has resources that are not the portal's. Nothing was deleted; move or delete these first:`n$($foreign -join "`n")" }
    $step = 'asking for locks'
    $others = az lock list --resource-group $group --query "[?name!='keep'].name" --output tsv
    if ($others) { throw "The group $group has locks that are not the portal's. Nothing was deleted; remove these first: $others" }
}

Clear-Terminal | Out-Null
$answer = Read-Host 'Type the name of the resource group to delete it with everything in it'
if ($answer -cne $group) { throw 'Nothing was deleted.' }

if ($exists) {
    $step = "deleting the resource group $group"
    az group delete --name $group --yes
}
if ($appId) {
    $step = 'deleting the registration'
    az ad app delete --id $appId
}
# A deleted registration keeps its name for 30 days, unless it is deleted for good.
$step = 'deleting the registration for good'
$deleted = az rest --method GET --url "$graph/directory/deletedItems/microsoft.graph.application?%24select=id,uniqueName&%24top=999" --query "value[?uniqueName=='$unique'].id" --output tsv
foreach ($id in $deleted) {
    az rest --method DELETE --url "$graph/directory/deletedItems/$id" --output none
}
Write-Output "Deleted: the group $group. Its vault can be brought back until its retention is over, which the next deployment does."
