# Replaces a secret of the portal, and waits for a revision that has read it.
#   scripts/rotate-secret.ps1 [-FromFile FILE] [-Name NAME]
#   scripts/rotate-secret.ps1 -List [-Within DAYS]
# Without a name the client secret of the registration is made anew. The value of any other secret is typed in, is in its
# variable (PORTAL_SECRET_..), or is read from a file. A value is never an argument of a command and never written to a file.
# With -Within the script fails if a secret that the portal uses expires in this number of days.
param(
    # when: environments
    [string] $Environment,
    # end
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
    # when: key-vault
    $step = 'asking when the secrets expire'
    Write-Output "Secrets of the vault ${vault}:"
    $rows = az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?properties.attributes.enabled].[name, properties.attributes.exp]" --output tsv
    foreach ($row in $rows) {
        $entry, $end = $row.Split("`t")
        $until = 'does not expire'
        if ($end -cmatch '^[0-9]+$') { $until = [DateTimeOffset]::FromUnixTimeSeconds([long]$end).ToString('yyyy-MM-ddTHH:mm:ssZ') }
        Write-Output "$entry`t$until"
    }
    # end
    $step = 'asking when the client secrets expire'
    Write-Output "Client secrets of the registration ${client}:"
    az ad app credential list --id $client --query "[].[displayName, endDateTime]" --output tsv
    if ($PSBoundParameters.ContainsKey('Within')) {
        $soon = @()
        $end = [DateTimeOffset]::UtcNow.AddDays($Within).ToUnixTimeSeconds()
        # when: key-vault
        $step = 'asking which secrets expire soon'
        $soon = @(az rest --method GET --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets?api-version=2023-07-01&%24top=500" --query "value[?properties.attributes.enabled && properties.attributes.exp < ``$end``].name" --output tsv)
        # end
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

# when: key-vault
if (-not $vault) { throw 'There is no vault. Nothing was changed; run scripts/deploy.ps1 first.' }
# end
if ($secret -ceq 'auth-microsoft-client-secret') {
    if ($FromFile) { throw 'The client secret is made by Microsoft Entra, not read from a file. Nothing was changed.' }
    # when: key-vault
    $value = New-ClientSecret $client
    Write-Secret $secret $value $expires
    # end
    # unless: key-vault
    # Without a vault the secret is a parameter of the deployment, which makes it once it may.
    $step = 'deploying the new client secret'
    & "$PSScriptRoot/deploy.ps1" -NewClientSecret
    if ($LASTEXITCODE) { exit $LASTEXITCODE }
    Write-Output 'Rotated: the portal uses a new client secret.'
    exit 0
    # end
} else {
    $variable = Get-Variable-Of $secret
    $value = [Environment]::GetEnvironmentVariable($variable)
    # when: database-password
    # when: key-vault
    if ($secret -ceq 'postgres-password') {
        # The value is kept as postgres-password-next until server, vault and portal have it.
        $stored = Get-Stored
        if ($stored -ccontains 'postgres-password-next' -and -not $value -and -not $FromFile) {
            Write-Output 'A rotation that was not finished goes on.'
            $step = 'reading postgres-password-next from the vault'
            # Only who may read secrets, from where the vault lets them, can go on without the value.
            try {
                $value = az keyvault secret show --vault-name $vault --name postgres-password-next --query value --output tsv
            } catch [System.Management.Automation.NativeCommandExitException] {
                $value = ''
            }
            if (-not $value) { throw "The vault did not give postgres-password-next. Nothing was changed; give the value, or a new one: set $variable and run scripts/rotate-secret.ps1 -Name postgres-password." }
        } else {
            $step = "reading the value of the secret $secret"
            if (-not $value -or $FromFile) { $value = Read-Secret $secret $FromFile }
            Write-Secret postgres-password-next $value
        }
        # The deployment changes the server, then writes the secret.
        $step = 'changing the password of the server'
        [Environment]::SetEnvironmentVariable($variable, $value)
        & "$PSScriptRoot/deploy.ps1" -Yes
        if ($LASTEXITCODE) { exit $LASTEXITCODE }
        New-Revision
        $step = 'disabling postgres-password-next'
        az rest --method PATCH --url "/subscriptions/$subscription/resourceGroups/$group/providers/Microsoft.KeyVault/vaults/$vault/secrets/postgres-password-next?api-version=2023-07-01" --body (Format-Body @{ properties = @{ attributes = @{ enabled = $false } } }) --output none
        Write-Output "Rotated: $secret. Server, vault and portal have the new value."
        exit 0
    }
    # end
    # end
    if (-not $value -or $FromFile) {
        $step = "reading the value of the secret $secret"
        $value = Read-Secret $secret $FromFile
    }
    # when: key-vault
    Write-Secret $secret $value
    # end
    # unless: key-vault
    [Environment]::SetEnvironmentVariable($variable, $value)
    $step = "deploying the secret $secret"
    & "$PSScriptRoot/deploy.ps1"
    if ($LASTEXITCODE) { exit $LASTEXITCODE }
    # end
}
New-Revision
# when: key-vault
if ($secret -ceq 'auth-microsoft-client-secret') { Remove-ClientSecrets $client }
# end
Write-Output "Rotated: the revision $revision has read the new value of $secret."
