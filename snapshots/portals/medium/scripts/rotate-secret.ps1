# Replaces a secret of the portal, and waits for a revision that has read it.
#   scripts/rotate-secret.ps1 [-FromFile FILE] [-Name NAME]
#   scripts/rotate-secret.ps1 -List [-Within DAYS]
# Without a name the client secret of the registration is made anew. The value of any other secret is typed in, is in its
# variable (PORTAL_SECRET_..), or is read from a file. A value is never an argument of a command and never written to a file.
# With -Within the script fails if a secret that the portal uses expires in this number of days.
param(
    [string] $Name = 'auth-microsoft-client-secret',
    [string] $FromFile,
    [switch] $List,
    [ValidateRange(0, 9999)] [int] $Within
)
trap { Write-Failure $_ $PSCommandPath; exit 1 }
. "$PSScriptRoot/common.ps1"

if ($PSBoundParameters.ContainsKey('Within') -and -not $List) { throw '-Within goes with -List. Nothing was changed.' }
$secret = $Name

# How many letters differ.
function Get-Distance([string] $A, [string] $B) {
    $row = @(0..$B.Length)
    for ($i = 1; $i -le $A.Length; $i++) {
        $next = @($i)
        for ($j = 1; $j -le $B.Length; $j++) {
            $cost = [int]($A[$i - 1] -cne $B[$j - 1])
            $next += [Math]::Min([Math]::Min($row[$j] + 1, $next[$j - 1] + 1), $row[$j - 1] + $cost)
        }
        $row = $next
    }
    return $row[$B.Length]
}

$names = @((Get-Settings PORTAL_SECRETS) | ForEach-Object { $_.Split(':')[0] })
if ($names -cnotcontains $secret) {
    $near = $names | Where-Object { (Get-Distance $secret $_) -lt 4 } | Sort-Object { Get-Distance $secret $_ } | Select-Object -First 1
    $meant = ''
    if ($near) { $meant = " Did you mean ${near}?" }
    throw "The portal has no secret $secret.$meant Its secrets are: $($names -join ' '). Nothing was changed."
}

Find-Portal
if (-not $app) { throw 'There is no portal yet. Nothing was changed; run scripts/deploy.ps1 first.' }

if ($List) {
    $step = 'asking when the secrets expire'
    Write-Output "Secrets of the vault ${vault}:"
    $rows = az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?properties.attributes.enabled].[name, properties.attributes.exp]" --output tsv
    foreach ($row in $rows) {
        $entry, $end = $row.Split("`t")
        $until = 'does not expire'
        if ($end -cmatch '^[0-9]+$') { $until = [DateTimeOffset]::FromUnixTimeSeconds([long]$end).ToString('yyyy-MM-ddTHH:mm:ssZ') }
        Write-Output "$entry`t$until"
    }
    $step = 'asking when the client secrets expire'
    Write-Output "Client secrets of the registration ${client}:"
    az ad app credential list --id $client --query "[].[displayName, endDateTime]" --output tsv
    if ($PSBoundParameters.ContainsKey('Within')) {
        $soon = @()
        $end = [DateTimeOffset]::UtcNow.AddDays($Within).ToUnixTimeSeconds()
        $step = 'asking which secrets expire soon'
        $soon = @(az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?properties.attributes.enabled && properties.attributes.exp < ``$end``].name" --output tsv)
        # The portal uses the newest one.
        $step = 'asking when the newest client secret expires'
        $newest = az ad app credential list --id $client --query "sort_by([?starts_with(displayName || '', '$unique ')], &endDateTime)[-1].endDateTime" --output tsv
        $end = [DateTimeOffset]::FromUnixTimeSeconds($end).ToString('yyyy-MM-ddTHH:mm:ssZ')
        if ((-not $newest -or [string]::CompareOrdinal($newest, $end) -lt 0) -and $soon -cnotcontains 'auth-microsoft-client-secret') {
            $soon += 'auth-microsoft-client-secret'
        }
        if ($soon) { throw "Expires within $Within days: $($soon -join ' '). Nothing was changed; run scripts/rotate-secret.ps1 -Name NAME." }
    }
    Write-Output 'Nothing was changed. To replace one: scripts/rotate-secret.ps1 -Name NAME'
    exit 0
}

if (-not $vault) { throw 'There is no vault. Nothing was changed; run scripts/deploy.ps1 first.' }
if ($secret -ceq 'auth-microsoft-client-secret') {
    if ($FromFile) { throw 'The client secret is made by Microsoft Entra, not read from a file. Nothing was changed.' }
    $value = New-ClientSecret $client
    Write-Secret $secret $value $expires
} else {
    $variable = Get-Variable-Of $secret
    $value = [Environment]::GetEnvironmentVariable($variable)
    if (-not $value -or $FromFile) {
        $step = "reading the value of the secret $secret"
        $value = Read-Secret $secret $FromFile
    }
    Write-Secret $secret $value
}
New-Revision
if ($secret -ceq 'auth-microsoft-client-secret') { Remove-ClientSecrets $client }
Write-Output "Rotated: the revision $revision has read the new value of $secret."
