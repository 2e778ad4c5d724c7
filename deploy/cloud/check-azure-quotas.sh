#!/bin/sh
# check-azure-quotas.sh LOCATION VM_SIZE VCPU MACHINES [spot]: whether the subscription's quota holds the machines that a pool may grow to, and in which
# zones there are such machines. No data source of a provider tells, so this asks az, which has to be logged in.
set -eu
location=$1
size=$2
needed=$(($3 * $4))
offered=$(az vm list-skus --location "$location" --size "$size" --query "[?name=='$size'] | [0].[family, join(' ', locationInfo[0].zones || [''])]" --output tsv)
if [ -z "$offered" ]; then
  echo "$location: $size is not offered to this subscription" >&2
  exit 1
fi
family=$(printf '%s\n' "$offered" | sed -n 1p)
zones=$(printf '%s\n' "$offered" | sed -n 2p)
if [ "${5:-}" = spot ]; then family=lowPriorityCores; fi
left=$(az vm list-usage --location "$location" --query "[?name.value=='$family'].[limit, currentValue]" --output tsv | awk '{ print $1 - $2 }')
if [ "${left:-0}" -lt "$needed" ]; then
  echo "$location: ask for more vCPUs of $family: ${left:-0} are left, the pool may need $needed" >&2
  exit 1
fi
echo "$location: $family has $left vCPUs left, the pool may need $needed; zones with $size: ${zones:-none}"
