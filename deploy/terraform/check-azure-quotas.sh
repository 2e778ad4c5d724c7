#!/bin/sh
# check-azure-quotas.sh LOCATION VM_SIZE VCPU MACHINES [spot]: whether the subscription's quota holds the machines that a pool may grow to. The provider
# has no data source that tells, so this asks az, which has to be logged in.
set -eu
location=$1
size=$2
needed=$(($3 * $4))
if [ "${5:-}" = spot ]; then
  family=lowPriorityCores
else
  family=$(az vm list-skus --location "$location" --size "$size" --query '[0].family' --output tsv)
fi
left=$(az vm list-usage --location "$location" --query "[?name.value=='$family'].[limit, currentValue]" --output tsv | awk '{ print $1 - $2 }')
if [ "${left:-0}" -lt "$needed" ]; then
  echo "$location: ask for more vCPUs of $family: ${left:-0} are left, the pool may need $needed" >&2
  exit 1
fi
echo "$location: $family has $left vCPUs left, the pool may need $needed"
