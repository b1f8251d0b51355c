mod f;
