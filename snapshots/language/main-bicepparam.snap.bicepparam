using './main.bicep'

param names = json(readEnvironmentVariable('NAMES'))
param count = int(readEnvironmentVariable('COUNT'))
