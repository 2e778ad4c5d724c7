// Confluent's cluster links: the streams that the scenario replicates by them, as Terraform for clusters of Confluent Cloud.
#pragma once

#include <vector>

#include "data_plane/places.h"

namespace tradewind::data_plane {

// data-plane/confluent/; empty where no region follows a linked stream.
Bundle cluster_links(const ExportInput& input, const std::vector<Place>& linked);

// Their section of the README, empty too.
std::string cluster_links_readme(const std::vector<Place>& linked);

}  // namespace tradewind::data_plane
