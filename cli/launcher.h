// Programs that start many copies of another one tell each copy its number by environment variables; nothing of MPI is needed to read them.
#pragma once

#include <optional>

#include "tradewind/planner/plan.h"

namespace tradewind {

// The number of this process among those that mpirun, mpiexec or srun has started; nothing when it was started alone. Reads, in this order:
// OMPI_COMM_WORLD_RANK and _SIZE (Open MPI, "Environment variables set for MPI applications"), PMI_RANK and PMI_SIZE (MPICH's Hydra, Intel MPI),
// MV2_COMM_WORLD_RANK and _SIZE (MVAPICH2), SLURM_PROCID and SLURM_STEP_NUM_TASKS (srun(1); SLURM_NTASKS is no sign, since the batch script itself
// has it). Throws std::invalid_argument when they are no numbers.
std::optional<Shard> launched_shard();

}  // namespace tradewind
