// What lies in a region: disks of nodes, artifacts, container images.
#pragma once

#include <vector>

#include "charges.h"
#include "tariff.h"

namespace tradewind {

// How they are counted:
// - every instance has a disk for as long as it is paid.
// - an artifact lies in its home region and in every region that serves its workload, in as many versions as are kept. The tiers of object storage
// are
//   those of a region.
// - publishing a version writes each of its files once at home and once at the end of each hop; own copying also reads it at the beginning of the
//   hop, a provider's service does not bill that. S3 Replication Time Control has a price for each GB; those of Google's replication are not known.
// - the registry of an open region holds an image of every workload that runs there, in as many versions; its tiers are the account's.
void add_storage(const Tariff& tariff, const Topology& topology, const std::vector<std::uint32_t>& open, const Usage& usage, Charges& charges);

}  // namespace tradewind
